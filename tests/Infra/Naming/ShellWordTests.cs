using Platform.Infra.Naming;

namespace Platform.Infra.Tests.Naming;

public sealed class ShellWordTests
{
    [Theory]
    [InlineData("shop/public.orders", "shop/public.orders")]
    [InlineData("shop/public.a b", "'shop/public.a b'")]
    [InlineData("shop/public.$(it's)", "'shop/public.$(it'\\''s)'")]
    [InlineData("", "''")]
    public void Of_AnyWord_IsOneWordOfAShell(string word, string expected) => Assert.Equal(expected, ShellWord.Of(word));
}
