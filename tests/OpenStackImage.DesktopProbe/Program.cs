using OpenStackImage;
using OpenStackImage.Configuration;
using OpenStackImage.Images;

// Signs in to a cloud of the clouds.yaml that OS_CLIENT_CONFIG_FILE names, and lists its images. The output has three lines: the outcome
// (an ErrorId, or SignedIn), the message, and the recommended action.
try
{
    var sources = new SignInOptionsResolver(ConfigurationSources.OfThisProcess(Environment.CurrentDirectory));
    var options = await sources.ResolveAsync(new SignInOptions(), cloud: args[0], configFile: null, null, CancellationToken.None);
    using var session = await SessionConnector.ConnectAsync(options, null, Console.Error.WriteLine, null, CancellationToken.None);
    await foreach (var image in new ImageClient(session, null).ListAsync(new ImageQuery(), CancellationToken.None))
    {
        Console.Error.WriteLine(image.Name);
    }

    Console.WriteLine("SignedIn");
    Console.WriteLine(session.ToString());
}
catch (OpenStackException refused)
{
    Console.WriteLine(refused.ErrorId);
    Console.WriteLine(refused.Message);
    Console.WriteLine(refused.RecommendedAction);
}
