using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Platform.Fakes.Http;
using Platform.Fakes.Signing;

namespace Platform.Lake.Tests.Fakes;

/// <summary>
/// The judge is judged by AWS's own examples: "Authenticating Requests: Using the Authorization Header (AWS Signature Version 4)" and
/// "Signature calculations for the authorization header: transferring payload in multiple chunks", Amazon S3 API Reference.
/// </summary>
public sealed class SignatureVersion4Tests
{
    private const string GetSignature = "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41";

    private static readonly FakeCredentials Example = new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", null);
    private static readonly DateTimeOffset SignedAt = new(2013, 5, 24, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Verify_AwsExampleOfGetObject_IsRight() => Assert.Equal(GetSignature, Judge(TimeSpan.Zero).Verify(GetObject(GetSignature)).Signature);

    [Fact]
    public void Verify_AnotherSignature_IsRefused() => Refused("SignatureDoesNotMatch", () => Judge(TimeSpan.Zero).Verify(GetObject(GetSignature.Replace('f', 'e'))));

    [Fact]
    public void Verify_SixMinutesLater_IsRefused() => Refused("RequestTimeTooSkewed", () => Judge(TimeSpan.FromMinutes(6)).Verify(GetObject(GetSignature)));

    [Fact]
    public void Verify_AmzHeaderThatIsNotSigned_IsRefused()
    {
        var context = GetObject(GetSignature);
        context.Request.Headers["x-amz-expected-bucket-owner"] = "123456789012";
        Refused("AccessDenied", () => Judge(TimeSpan.Zero).Verify(context));
    }

    [Fact]
    public async Task Body_AwsExampleOfChunks_IsRight()
    {
        var context = PutInChunks('a');
        var body = await SignedBody.ReadAsync(context.Request, Judge(TimeSpan.Zero).Verify(context), allowUnsigned: false);
        Assert.Equal(66_560, body.Content.Length);
        Assert.All(body.Content, b => Assert.Equal((byte)'a', b));
    }

    [Fact]
    public async Task Body_WithOtherBytes_IsRefused()
    {
        var context = PutInChunks('b');
        var error = await Assert.ThrowsAsync<FakeError>(() => SignedBody.ReadAsync(context.Request, Judge(TimeSpan.Zero).Verify(context), allowUnsigned: false));
        Assert.Equal("SignatureDoesNotMatch", error.Code);
    }

    private static SignatureVersion4 Judge(TimeSpan later) => new("s3", "us-east-1", Example, new FixedClock(SignedAt + later));

    private static DefaultHttpContext GetObject(string signature) => Context(
        "GET", "examplebucket.s3.amazonaws.com", "/test.txt", "host;range;x-amz-content-sha256;x-amz-date", signature,
        ("Range", "bytes=0-9"), ("x-amz-content-sha256", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));

    private static DefaultHttpContext PutInChunks(char letter)
    {
        var context = Context(
            "PUT", "s3.amazonaws.com", "/examplebucket/chunkObject.txt", "content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class",
            "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9",
            ("x-amz-storage-class", "REDUCED_REDUNDANCY"), ("x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"), ("Content-Encoding", "aws-chunked"), ("x-amz-decoded-content-length", "66560"), ("Content-Length", "66824"));
        var wire = "10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n" + new string(letter, 65_536) + "\r\n"
            + "400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n" + new string(letter, 1_024) + "\r\n"
            + "0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n";
        context.Request.Body = new MemoryStream(Encoding.ASCII.GetBytes(wire));
        return context;
    }

    private static DefaultHttpContext Context(string method, string host, string target, string signed, string signature, params ReadOnlySpan<(string Name, string Value)> headers)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Request.Headers.Host = host;
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = target;
        foreach (var (name, value) in headers) context.Request.Headers[name] = value;
        context.Request.Headers["x-amz-date"] = "20130524T000000Z";
        context.Request.Headers.Authorization = $"AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders={signed},Signature={signature}";
        return context;
    }

    private static void Refused(string code, Action act) => Assert.Equal(code, Assert.Throws<FakeError>(act).Code);

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
