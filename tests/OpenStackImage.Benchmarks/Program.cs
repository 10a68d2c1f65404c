using OpenStackImage.Benchmarks;

// dotnet run -c Release --project tests/OpenStackImage.Benchmarks [job ...]: all jobs, or the named ones.
// A new benchmark is a class that implements IBenchmark, and an entry here.
IBenchmark[] benchmarks = [];

var unknown = args.Except(benchmarks.Select(benchmark => benchmark.Name), StringComparer.OrdinalIgnoreCase).ToArray();
if (unknown.Length > 0)
{
    await Console.Error.WriteLineAsync($"Unknown: {string.Join(", ", unknown)}. There are: {string.Join(", ", benchmarks.Select(benchmark => benchmark.Name))}.");
    return 64;
}

var chosen = benchmarks.Where(benchmark => args.Length == 0 || args.Contains(benchmark.Name, StringComparer.OrdinalIgnoreCase));
var measurements = new List<Measurement>();
foreach (var benchmark in chosen)
{
    await Console.Error.WriteLineAsync($"{benchmark.Name} ...");
    await using var cloud = await BenchmarkCloud.StartAsync();
    measurements.AddRange(await benchmark.RunAsync(cloud));
}

Table.Write(measurements);
return 0;
