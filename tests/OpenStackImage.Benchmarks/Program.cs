using OpenStackImage.Benchmarks;
using OpenStackImage.Benchmarks.Jobs;

// dotnet run -c Release --project tests/OpenStackImage.Benchmarks [job ...] runs all jobs, or the specified jobs. To add a job, create a
// class that implements IBenchmark, and add it to this list.
IBenchmark[] benchmarks =
[
    new Import(), new FirstCall(), new WarmCall(), new FanOut(), new LongList(), new ListMemory(), new Transfer(), new Soak(),
    new Allocations(), new Scale(), new Drift(), new CopyImage(),
];

switch (args)
{
    case [BenchmarkCloud.ServeOption, var name]:
        await BenchmarkCloud.ServeAsync(benchmarks.Single(benchmark => benchmark.Name == name));
        return 0;

    case [Import.Option, var manifest]:
        Import.Measure(manifest);
        return 0;

    case [FirstCall.Option, var how, var image]:
        await FirstCall.MeasureAsync(how, image);
        return 0;
}

var unknown = args.Except(benchmarks.Select(benchmark => benchmark.Name), StringComparer.OrdinalIgnoreCase).ToArray();
if (unknown.Length > 0)
{
    await Console.Error.WriteLineAsync(
        $"Unknown: {string.Join(", ", unknown)}. There are: {string.Join(", ", benchmarks.Select(benchmark => benchmark.Name))}.");
    return 64;
}

var measurements = new List<Measurement>();
var chosen = benchmarks.Where(benchmark => args.Length == 0 || args.Contains(benchmark.Name, StringComparer.OrdinalIgnoreCase));
foreach (var benchmark in chosen)
{
    if (BenchmarkCloud.Real is not null && !benchmark.RunsOnRealCloud)
    {
        await Console.Error.WriteLineAsync($"{benchmark.Name}: on the local cloud only.");
        continue;
    }

    await Console.Error.WriteLineAsync($"{benchmark.Name} ...");
    await using var cloud = await BenchmarkCloud.StartAsync(benchmark);
    measurements.AddRange(await benchmark.RunAsync(cloud));
}

Table.Write(measurements);
return 0;
