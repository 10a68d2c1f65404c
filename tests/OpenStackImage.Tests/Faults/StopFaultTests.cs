using System.Collections.Concurrent;
using OpenStackImage.LocalCloud;
using OpenStackImage.Tests.Harness;

namespace OpenStackImage.Tests.Faults;

/// <summary>Tests that stop commands, and verify that no task of the module fails unobserved.</summary>
public abstract class StopFaultTests : CloudTests
{
    private readonly ConcurrentBag<string> _unobserved = [];

    protected StopFaultTests(TestCloud cloud) : base(cloud) => TaskScheduler.UnobservedTaskException += Observe;

    private protected void AssertNothingUnobserved()
    {
        for (var i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.True(_unobserved.IsEmpty, string.Join(Environment.NewLine, _unobserved));
    }

    /// <summary>Completes when a matching request has arrived, which never gets a response.</summary>
    private protected Task Hang(Func<FaultedRequest, bool> when)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Cloud.Local.Faults.Add(new Fault { When = request => when(request) && (arrived.TrySetResult() || true), Hang = true });
        return arrived.Task;
    }

    protected override void Dispose(bool disposing)
    {
        TaskScheduler.UnobservedTaskException -= Observe;
        base.Dispose(disposing);
    }

    private void Observe(object? sender, UnobservedTaskExceptionEventArgs failure)
    {
        // Other test classes run at the same time, so only the tasks of the module count.
        if (failure.Exception.Flatten().InnerExceptions.Any(inner => inner is not OperationCanceledException
            && $"{inner.GetType().FullName} {inner.StackTrace}" is var trace
            && trace.Contains("OpenStackImage.", StringComparison.Ordinal)
            && !trace.Contains("OpenStackImage.Tests", StringComparison.Ordinal)
            && !trace.Contains("OpenStackImage.LocalCloud", StringComparison.Ordinal)))
        {
            _unobserved.Add(failure.Exception.ToString());
        }
    }
}
