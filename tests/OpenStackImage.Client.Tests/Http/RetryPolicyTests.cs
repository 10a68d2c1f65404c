using OpenStackImage.Errors;
using OpenStackImage.Http;

namespace OpenStackImage.Client.Tests.Http;

public sealed class RetryPolicyTests
{
    [Theory]
    [InlineData("GET", 408, true)]
    [InlineData("GET", 429, true)]
    [InlineData("GET", 500, true)]
    [InlineData("GET", 502, true)]
    [InlineData("GET", 503, true)]
    [InlineData("GET", 504, true)]
    [InlineData("DELETE", 503, true)]
    [InlineData("DELETE", 500, false)]
    [InlineData("PUT", 503, true)]
    [InlineData("PUT", 500, false)]
    [InlineData("GET", 400, false)]
    [InlineData("GET", 401, false)]
    [InlineData("GET", 403, false)]
    [InlineData("GET", 404, false)]
    [InlineData("GET", 409, false)]
    [InlineData("GET", 413, false)]
    [InlineData("GET", 501, false)]
    public void Only_transient_errors_are_retried(string method, int status, bool expected)
    {
        var response = new ErrorResponse("image", method, new Uri("http://cloud/"), status, "", "", null, null, Attempt.Start());

        Assert.Equal(expected, RetryPolicy.IsTransient(new HttpMethod(method), ServiceException.From(response)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_failed_connection_is_retried_if_the_failure_is_transient(bool isTransient)
        => Assert.Equal(
            isTransient, RetryPolicy.IsTransient(HttpMethod.Get, new ConnectionException("cut", isTransient, new IOException())));

    [Fact]
    public void A_timeout_and_a_refused_redirect_are_not_retried()
    {
        Assert.False(RetryPolicy.IsTransient(HttpMethod.Get, new OperationTimeoutException("late")));
        Assert.False(RetryPolicy.IsTransient(HttpMethod.Get, new RedirectRefusedException("no")));
        Assert.False(RetryPolicy.IsTransient(HttpMethod.Get, null));
    }
}
