#!/usr/bin/env python3
"""Records the exchanges of a real cloud of a later release: sends the requests of exchanges.json in their order, in the same situations as Scenario.cs.

usage: eval "$(tests/cloud/up --release epoxy)"; record.py GLANCE_URL > exchanges-epoxy.json (or hibiscus)

It creates users and projects of its own and removes them and its images afterwards. IDs and addresses are translated into those of
exchanges.json, so that one scenario plays both files. Nobody else may use the cloud's public images meanwhile: they appear in lists.
"""
import http.client
import json
import os
import random
import re
import sys
import time
import urllib.parse
import uuid

HERE = os.path.dirname(os.path.abspath(__file__))
RECORDED = json.load(open(os.path.join(HERE, "exchanges.json"), encoding="utf-8"))
KEYSTONE, GLANCE = os.environ["OS_AUTH_URL"], sys.argv[1]
PASSWORD = "secret"
SHARED, QUOTA = "fc1f0495-7690-49c4-a85e-13d4aa04d0bc", "484b8cec-ec0c-46ed-9871-596c98f929b4"
DATA, RACE = "f8e632a0-ebb7-4cb9-9e41-56a2e970c886", "98e94c4e-2475-4518-ba93-b3c6e550742c"
PRIVATE, ALTS = "85f3e695-7161-4554-8601-20d1ff23af65", "ecaddfbc-3ac3-47c0-9d3f-f7c343633db0"
COMMUNITY, PUBLIC = "cab6d3dc-7005-44bb-a7cc-e25344fd2f27", "a62b0ef1-613e-4739-b16f-9e9c5eb38e5a"
PATCH = "application/openstack-images-v2.1-json-patch"
TEXT = ("auth text/plain", "add: text/plain", "stage wrong type")


def send(base, method, path, headers, body=None):
    url = urllib.parse.urlsplit(base)
    connection = http.client.HTTPConnection(url.hostname, url.port, timeout=120)
    connection.putrequest(method, (url.path + path) or "/", skip_accept_encoding=True)
    for name, value in headers:
        connection.putheader(name, value)
    if body is not None:
        connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body)
    response = connection.getresponse()
    return response, response.read()


def login(user, project, password):
    scope = {"project": {"name": project, "domain": {"name": "Default"}}}
    identity = {"methods": ["password"], "password": {"user": {"name": user, "password": password, "domain": {"name": "Default"}}}}
    response, body = send(KEYSTONE, "POST", "/v3/auth/tokens", [("Content-Type", "application/json")],
                          json.dumps({"auth": {"identity": identity, "scope": scope}}).encode())
    return response.getheader("X-Subject-Token"), json.loads(body)["token"]


def call(base, method, path, token, document=None):
    response, body = send(base, method, path, [("X-Auth-Token", token), ("Content-Type", "application/json")],
                          None if document is None else json.dumps(document).encode())
    return json.loads(body) if body.strip()[:1] in (b"{", b"[") else None


def in_order(raw):
    """Sorts the catalog of a token as DevStack's is: Keystone lists services and endpoints by their random IDs."""
    if not raw.startswith(b'{"token"'):
        return raw
    document = json.loads(raw)
    for service in document["token"].get("catalog", []):
        service["endpoints"].sort(key=lambda endpoint: ("public", "internal", "admin").index(endpoint["interface"]))
    document["token"].get("catalog", []).sort(key=lambda service: service["type"])
    return json.dumps(document).encode()


class Recorder:
    def __init__(self):
        # Names of the lengths that demo and alt have.
        tail = "".join(random.choices("bcdfghjkmnpqrstvwxyz", k=2))
        self.names = {"demo": f"zq{tail}", "alt": f"z{tail}"}
        self.admin, admin = login("admin", "admin", os.environ["OS_PASSWORD"])
        roles = {role["name"]: role["id"] for role in call(KEYSTONE, "GET", "/v3/roles", self.admin)["roles"]}
        self.tokens, self.projects, self.users, self.images = {"admin": self.admin}, {}, {}, {}
        for name, real in self.names.items():
            project = call(KEYSTONE, "POST", "/v3/projects", self.admin, {"project": {"name": real, "domain_id": "default"}})["project"]["id"]
            user = {"name": real, "domain_id": "default", "password": PASSWORD, "default_project_id": project}
            self.users[name] = call(KEYSTONE, "POST", "/v3/users", self.admin, {"user": user})["user"]["id"]
            self.projects[name] = project
            call(KEYSTONE, "PUT", f"/v3/projects/{project}/users/{self.users[name]}/roles/{roles['member']}", self.admin)
        for name in self.names:
            self.tokens[name] = login(self.names[name], self.names[name], PASSWORD)[0]
        self.tokens["to be revoked"] = login(self.names["demo"], self.names["demo"], PASSWORD)[0]
        self.ids = [
            ("9b5db96615a7417f9cd3da94510d4e97", self.projects["demo"]), ("5e7b4ff028c4424b8a277ebdc66b970a", self.projects["alt"]),
            ("440d7447713140c18a17cc6e16e02f54", admin["project"]["id"]), ("dff89b72cf9b488f9f42cae5da73f2eb", self.users["demo"]),
            ("74b9d48c4487495d93511eec814cea39", roles["member"]), ("e88c561bb93b40789490578c8b4427ab", roles["reader"]),
        ]
        for image in (SHARED, QUOTA, DATA, RACE, PRIVATE, ALTS, COMMUNITY, PUBLIC):
            real = str(uuid.uuid4())
            # Row 59 writes an ID in capitals.
            self.ids += [(image, real), (image.upper(), real.upper())]
        self.credential = ("", "")

    def real(self, text):
        for recorded, real in self.ids:
            text = text.replace(recorded, real)
        return text.replace('"x-', '"zz-')

    def recorded(self, text):
        text = text.replace(KEYSTONE, "http://127.0.0.1:15000/identity").replace(GLANCE, "http://127.0.0.1:19292")
        for recorded, real in self.ids:
            text = text.replace(real, recorded)
        for name, real in self.names.items():
            text = text.replace(f'"{real}"', f'"{name}"')
        # Keystone lists the roles of a credential in no particular order.
        role = r'\{"id": "%s"[^{}]*(?:\{[^{}]*\})?\}'
        member, reader = role % "74b9d48c4487495d93511eec814cea39", role % "e88c561bb93b40789490578c8b4427ab"
        text = re.sub(f"({reader}), ({member})", r"\2, \1", text)
        return re.sub(r'(?<="secret": ")[\w-]+', "***", text).replace("zz-", "x-")

    def add(self, image, project, name, visibility):
        body = {"name": f"zz-{name}", "visibility": visibility, "disk_format": "raw", "container_format": "bare", "id": self.real(image)}
        call(GLANCE, "POST", "/v2/images", self.tokens[project], body)

    def set_the_scene(self, row):
        if row == 42:
            self.offered = call(GLANCE, "POST", "/v2/images", self.tokens["alt"],
                                {"name": "o" * 255, "disk_format": "raw", "container_format": "bare"})["id"]
            call(GLANCE, "POST", f"/v2/images/{self.offered}/members", self.tokens["alt"], {"member": self.projects["demo"]})
            self.add(SHARED, "demo", "shared", "shared")
            self.add(PRIVATE, "demo", "private", "private")
            self.add(ALTS, "alt", "alt-private", "private")
            self.add(COMMUNITY, "demo", "community", "community")
            self.add(PUBLIC, "admin", "public", "public")
        elif row == 118:
            self.add(QUOTA, "demo", "quota", "shared")
            for index in range(128):
                call(GLANCE, "POST", f"/v2/images/{self.real(QUOTA)}/members", self.tokens["demo"], {"member": f"m{index:03}"})
        elif row == 162:
            self.add(DATA, "demo", "data", "shared")
        elif row == 182:
            self.add(RACE, "demo", "race", "shared")
        elif row == 188:
            time.sleep(10)

    def token(self, row, exchange):
        if row in (31, 32, 33):
            return {31: "garbage", 32: "", 33: "t" * 20_000}[row]
        if 34 <= row <= 39:
            return self.tokens["to be revoked"]
        if row in (187, 188, 189):
            return self.tokens["of the credential"]
        if exchange["who"] == "-" or (exchange["path"].startswith("/v3/auth/tokens") and exchange["method"] == "POST"):
            return None
        return self.tokens[exchange["who"]]

    def headers(self, row, exchange):
        token, label = self.token(row, exchange), exchange["label"]
        headers = [] if token is None else [("X-Auth-Token", token)]
        if row in (29, 35):
            headers.append(("X-Subject-Token", self.tokens["demo" if row == 29 else "to be revoked"]))
        ranges = {168: "bytes=10-19", 169: "bytes=90-", 170: "bytes=500-"}
        if row in ranges:
            headers.append(("Range", ranges[row]))
        if row == 171:
            headers.append(("Content-Range", "bytes 10-19/100"))
        kind = "text/plain" if label in TEXT else None if label == "add: no content type" \
            else "application/octet-stream" if label in ("upload", "upload again") \
            else "application/json" if label == "patch application/json" else PATCH if exchange["method"] == "PATCH" \
            else "application/json" if exchange.get("request") else None
        return headers + ([("Content-Type", kind)] if kind else [])

    def body(self, row, exchange):
        if row in (27, 186, 190):
            credential = {"id": "nosuch"} if row == 27 else {"id": self.credential[0], "secret": self.credential[1]}
            credential.setdefault("secret", "")
            return json.dumps({"auth": {"identity": {"methods": ["application_credential"], "application_credential": credential}}})
        if row == 185:
            end = time.strftime("%Y-%m-%dT%H:%M:%S.665751", time.gmtime(time.time() + 8))
            return self.real(json.dumps({"application_credential": {"name": "x-1795480001", "expires_at": end}}))
        body = self.real(exchange.get("request") or "")
        if row not in (17, 20):
            for name, real in self.names.items():
                body = body.replace(f'"name": "{name}"', f'"name": "{real}"')
        return body

    def record(self, row, exchange):
        if exchange["status"] is None:
            return exchange
        base = KEYSTONE if exchange["svc"] == "keystone" else GLANCE
        body = self.body(row, exchange)
        response, raw = send(base, exchange["method"], self.real(exchange["path"]), self.headers(row, exchange), body.encode() or None)
        # A public image of another user, while another run uses the cloud.
        while exchange["method"] == "GET" and exchange["path"].startswith("/v2/images?") and raw.count(b'"visibility": "public"') > 1:
            time.sleep(1)
            response, raw = send(base, exchange["method"], self.real(exchange["path"]), self.headers(row, exchange))
        if row == 185:
            document = json.loads(raw)["application_credential"]
            self.credential = (document["id"], document["secret"])
        if row == 186:
            self.tokens["of the credential"] = response.getheader("X-Subject-Token")
        if row == 141:
            self.long_name = json.loads(raw)["id"]
        text = self.recorded(in_order(raw).decode("utf-8"))
        result = dict(exchange, status=response.status, bytes=len(raw), body=text[:1500] if exchange["headers"] else "")
        if "reason" in exchange:
            result["reason"] = response.reason
        if exchange["headers"]:
            kept = sorted(set(name.lower() for name, _ in response.getheaders()) - {"date", "connection", "x-subject-token", "content-length"})
            result["headers"] = {name: self.recorded(response.getheader(name)) for name in kept}
        return result

    def clean_up(self):
        for image in (SHARED, QUOTA, DATA, RACE, PRIVATE, ALTS, COMMUNITY, PUBLIC):
            call(GLANCE, "DELETE", f"/v2/images/{self.real(image)}", self.admin)
        for image in (getattr(self, "offered", None), getattr(self, "long_name", None)):
            call(GLANCE, "DELETE", f"/v2/images/{image}", self.admin)
        for user in self.users.values():
            call(KEYSTONE, "DELETE", f"/v3/users/{user}", self.admin)
        for project in self.projects.values():
            call(KEYSTONE, "DELETE", f"/v3/projects/{project}", self.admin)


def main():
    recorder = Recorder()
    try:
        exchanges = []
        for row, exchange in enumerate(RECORDED):
            recorder.set_the_scene(row)
            exchanges.append(recorder.record(row, exchange))
        json.dump(exchanges, sys.stdout, ensure_ascii=False, indent=0)
    finally:
        recorder.clean_up()


main()
