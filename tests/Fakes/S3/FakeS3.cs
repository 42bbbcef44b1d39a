using System.Collections.Concurrent;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using Platform.Fakes.Http;
using Platform.Fakes.Signing;

namespace Platform.Fakes.S3;

/// <summary>
/// A strict S3 with one bucket, addressed by path. It checks signatures and their age, chunk by chunk, checksums, conditions, owners, encryption and part sizes, keeps
/// versions, tags and open uploads, and goes wrong where a test says so. Written from the service's documentation.
/// </summary>
public sealed class FakeS3 : IAsyncDisposable
{
    public const string Region = "eu-west-1";
    public const string BucketName = "lake-of-tests";

    private static readonly SignatureVersion4 OfJobs = new("s3", Region, FakeCredentials.Default, TimeProvider.System);
    private static readonly SignatureVersion4 OfReaders = OfJobs with { Credentials = FakeCredentials.Reader };

    private readonly CancellationTokenSource _closing = new();
    private FakeServer _server = null!;

    private FakeS3(S3Rules rules) => Bucket = new S3Bucket(BucketName, rules);

    public Uri Endpoint => _server.Endpoint;

    public S3Bucket Bucket { get; }

    public FaultPlan Faults { get; } = new();

    public ConcurrentQueue<S3Request> Requests { get; } = new();

    public static async Task<FakeS3> StartAsync(S3Rules? rules = null)
    {
        var fake = new FakeS3(rules ?? new S3Rules());
        fake._server = await FakeServer.StartAsync(fake.HandleAsync);
        return fake;
    }

    public int Count(string operation) => Requests.Count(r => r.Operation == operation);

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _server.DisposeAsync();
        _closing.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        var target = FakeServer.RawTarget(context);
        var path = Uri.UnescapeDataString(target.Split('?', 2)[0]).TrimStart('/').Split('/', 2);
        var key = path.Length > 1 ? path[1] : "";
        var operation = OperationOf(context.Request, key);
        var request = new S3Request(operation, key, target, context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        Requests.Enqueue(request);
        context.Response.Headers["x-amz-request-id"] = $"REQ{Requests.Count:D8}";
        var fault = Faults.Next(operation);
        try
        {
            if (fault?.Kind == FaultKind.Reset) throw new ConnectionLostException();
            var signed = (request.OfReader ? OfReaders : OfJobs).Verify(context);
            if (fault?.Kind == FaultKind.SlowBody)
            {
                context.Request.Body = new SlowStream(context.Request.Body);
                context.Response.Body = new SlowStream(context.Response.Body);
            }

            var body = await SignedBody.ReadAsync(context.Request, signed, allowUnsigned: false);
            if (fault?.Kind == FaultKind.Refused) throw new FakeError(fault.Status, fault.Code, fault.Message);
            if (request.OfReader && operation is not ("GetObject" or "HeadObject" or "ListObjectsV2")) throw new FakeError(403, "AccessDenied", "readers read");
            CheckBucket(context.Request, path[0], mustSayOwner: Bucket.Rules.RequireExpectedOwner && !request.OfReader);
            var call = new S3Call(context, Bucket, key, body, fault, TimeProvider.System);
            request.Deleted = call.Deleted;
            if (fault?.Kind == FaultKind.Slow) await Task.Delay(Fault.Slowness, context.RequestAborted);
            await RunAsync(operation, call);
            if (fault?.Kind is FaultKind.LostResponse or FaultKind.HalfBody) throw new ConnectionLostException();
            if (fault?.Kind == FaultKind.Silence) await Task.Delay(Timeout.Infinite, CancellationTokenSource.CreateLinkedTokenSource(_closing.Token, context.RequestAborted).Token);
            request.Status = context.Response.StatusCode;
        }
        catch (FakeError e)
        {
            request.Status = e.Status;
            await RefuseAsync(context, e);
        }
        catch (Exception e) when (e is ConnectionLostException or OperationCanceledException or IOException)
        {
            context.Abort();
        }
    }

    private void CheckBucket(HttpRequest request, string name, bool mustSayOwner)
    {
        if (name != Bucket.Name) throw new FakeError(404, "NoSuchBucket", "the specified bucket does not exist");
        var expected = request.Headers["x-amz-expected-bucket-owner"].ToString();
        if (expected.Length == 0 && mustSayOwner) throw new FakeError(400, "InvalidRequest", "this bucket asks for x-amz-expected-bucket-owner");
        if (expected.Length > 0 && expected != Bucket.Rules.Owner) throw new FakeError(403, "AccessDenied", "the bucket is another account's");
    }

    private static Task RunAsync(string operation, S3Call call) => operation switch
    {
        "PutObject" => ObjectOperations.PutAsync(call),
        "GetObject" => ObjectOperations.GetAsync(call, headOnly: false),
        "HeadObject" => ObjectOperations.GetAsync(call, headOnly: true),
        "DeleteObject" => ObjectOperations.DeleteAsync(call),
        "DeleteObjects" => ObjectOperations.DeleteManyAsync(call),
        "CreateMultipartUpload" => UploadOperations.CreateAsync(call),
        "UploadPart" => UploadOperations.PartAsync(call),
        "CompleteMultipartUpload" => UploadOperations.CompleteAsync(call),
        "AbortMultipartUpload" => UploadOperations.AbortAsync(call),
        "ListObjectsV2" => ListOperations.ObjectsAsync(call),
        "ListObjectVersions" => ListOperations.VersionsAsync(call),
        "ListMultipartUploads" => ListOperations.UploadsAsync(call),
        _ => throw new FakeError(501, "NotImplemented", $"{operation} is not implemented"),
    };

    private static string OperationOf(HttpRequest request, string key)
    {
        var query = request.Query;
        return (request.Method, key.Length > 0) switch
        {
            ("PUT", true) when query.ContainsKey("uploadId") => "UploadPart",
            ("PUT", true) when query.ContainsKey("tagging") => "PutObjectTagging",
            ("PUT", true) when request.Headers.ContainsKey("x-amz-copy-source") => "CopyObject",
            ("PUT", true) => "PutObject",
            ("GET", true) when query.ContainsKey("uploadId") => "ListParts",
            ("GET", true) when query.ContainsKey("tagging") => "GetObjectTagging",
            ("GET", true) => "GetObject",
            ("HEAD", true) => "HeadObject",
            ("DELETE", true) when query.ContainsKey("uploadId") => "AbortMultipartUpload",
            ("DELETE", true) => "DeleteObject",
            ("POST", true) when query.ContainsKey("uploads") => "CreateMultipartUpload",
            ("POST", true) when query.ContainsKey("uploadId") => "CompleteMultipartUpload",
            ("POST", false) when query.ContainsKey("delete") => "DeleteObjects",
            ("GET", false) when query.ContainsKey("uploads") => "ListMultipartUploads",
            ("GET", false) when query.ContainsKey("versions") => "ListObjectVersions",
            ("GET", false) when query["list-type"] == "2" => "ListObjectsV2",
            _ => $"{request.Method} {request.QueryString}",
        };
    }

    private static async Task RefuseAsync(HttpContext context, FakeError error)
    {
        // The rest of the body is read, else a client that is still sending sees a reset instead of the answer.
        await context.Request.Body.CopyToAsync(Stream.Null);
        context.Response.StatusCode = error.Status;
        if (context.Request.Method == "HEAD") return;
        context.Response.ContentType = "application/xml";
        var xml = new XElement("Error", new XElement("Code", error.Code), new XElement("Message", error.Message), new XElement("RequestId", context.Response.Headers["x-amz-request-id"].ToString()));
        await context.Response.WriteAsync("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + xml.ToString(SaveOptions.DisableFormatting));
    }
}
