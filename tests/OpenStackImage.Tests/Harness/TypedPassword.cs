namespace OpenStackImage.Tests.Harness;

/// <summary>Somebody who types the password of the cloud's users whenever asked, and sees stars.</summary>
internal sealed class TypedPassword(TextWriter screen) : TextReader
{
    public override string ReadLine()
    {
        screen.WriteLine("********");
        return CloudAccount.UserPassword;
    }
}
