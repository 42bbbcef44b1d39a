using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Platform.Fakes.Http;
using Platform.Fakes.Models;
using Platform.Fakes.Signing;

namespace Platform.Fakes.Services;

/// <summary>
/// A service that speaks JSON over HTTP: signatures and their age are checked, every request is held against the service's own model, and so are the fake's answers.
/// What the operations do is the derived class's.
/// </summary>
public abstract class FakeJsonService : IAsyncDisposable
{
    public const string Region = "eu-west-1";
    public const string Account = "123456789012";

    private readonly string? _targetPrefix;
    private readonly SignatureVersion4 _signature;
    private readonly ServiceModel _model;
    private readonly ShiftedClock _clock = new();
    private FakeServer _server = null!;

    /// <param name="name">As in signatures and botocore's folder.</param>
    /// <param name="targetPrefix">Before the operation in X-Amz-Target; null for REST-JSON.</param>
    protected FakeJsonService(string name, string? targetPrefix)
    {
        _targetPrefix = targetPrefix;
        _signature = new SignatureVersion4(name, Region, FakeCredentials.Default, _clock);
        _model = ServiceModel.Load(name);
    }

    public Uri Endpoint => _server.Endpoint;

    public FaultPlan Faults { get; } = new();

    public ConcurrentQueue<ServiceRequest> Requests { get; } = new();

    /// <summary>How far the service's clock is ahead of this machine's.</summary>
    public TimeSpan Ahead
    {
        get => _clock.Ahead;
        set => _clock.Ahead = value;
    }

    public int Count(string operation) => Requests.Count(r => r.Operation == operation);

    public virtual async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task ServeAsync() => _server = await FakeServer.StartAsync(HandleAsync);

    /// <summary>Carries an operation out; throws <see cref="FakeError"/> to refuse.</summary>
    protected abstract JsonObject Run(string operation, JsonElement request);

    private async Task HandleAsync(HttpContext context)
    {
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer);
        var body = buffer.ToArray();
        context.Response.Headers["x-amzn-requestid"] = Guid.NewGuid().ToString();
        ServiceRequest? request = null;
        try
        {
            var operation = OperationOf(context.Request);
            var json = JsonDocument.Parse(body.Length == 0 ? "{}"u8.ToArray() : body).RootElement;
            DateTimeOffset.TryParseExact(context.Request.Headers["x-amz-date"], "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var signedAt);
            Requests.Enqueue(request = new ServiceRequest(operation, json, signedAt));
            var fault = Faults.Next(operation);
            if (fault?.Kind == FaultKind.Reset) throw new ConnectionLostException();
            Verify(context, body);
            if (fault?.Kind == FaultKind.Refused) throw new FakeError(fault.Status, fault.Code, fault.Message);
            Hold(_model.CheckRequest(operation, json));
            if (fault?.Kind == FaultKind.Slow) await Task.Delay(Fault.Slowness, context.RequestAborted);
            var answer = fault?.Kind == FaultKind.Forgotten ? [] : Run(operation, json);
            if (fault?.Kind == FaultKind.LostResponse) throw new ConnectionLostException();
            var text = answer.ToJsonString();
            if (fault?.Kind != FaultKind.Forgotten) Hold(_model.CheckAnswer(operation, JsonDocument.Parse(text).RootElement));
            request.Status = 200;
            context.Response.ContentType = context.Request.ContentType;
            await context.Response.WriteAsync(text);
        }
        catch (FakeError e)
        {
            if (request is not null) (request.Status, request.Code) = (e.Status, e.Code);
            context.Response.StatusCode = e.Status;
            context.Response.ContentType = "application/x-amz-json-1.1";
            if (_targetPrefix is null) context.Response.Headers["x-amzn-errortype"] = e.Code + ":http://internal.amazon.com/coral/";
            await context.Response.WriteAsync(new JsonObject { ["__type"] = $"com.amazonaws#{e.Code}", ["message"] = e.Message }.ToJsonString());
        }
        catch (Exception e) when (e is ConnectionLostException or OperationCanceledException)
        {
            context.Abort();
        }
    }

    private string OperationOf(HttpRequest request)
    {
        if (request.Method != "POST") throw new FakeError(400, "UnknownOperationException", "POST is the only method");
        if (_targetPrefix is null) return _model.OperationAt(request.Path) ?? throw new FakeError(404, "UnknownOperationException", $"there is no operation at {request.Path}");
        var target = request.Headers["x-amz-target"].ToString().Split('.', 2);
        if (target.Length < 2 || target[0] != _targetPrefix || !_model.Has(target[1])) throw new FakeError(400, "UnknownOperationException", "X-Amz-Target names no operation");
        if (request.ContentType != "application/x-amz-json-1.1") throw new FakeError(400, "SerializationException", "Content-Type is not application/x-amz-json-1.1");
        return target[1];
    }

    private void Verify(HttpContext context, byte[] body)
    {
        try
        {
            _signature.Verify(context, SignatureVersion4.Hash(body));
        }
        catch (FakeError e) when (e.Code == "RequestTimeTooSkewed")
        {
            // S3's code; the others say so in words.
            throw new FakeError(400, "InvalidSignatureException", "Signature expired: the request was signed more than five minutes ago");
        }
    }

    private static void Hold(IReadOnlyList<string> problems)
    {
        if (problems.Count > 0) throw new FakeError(400, "ValidationException", string.Join("; ", problems));
    }

    private sealed class ShiftedClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
    }
}
