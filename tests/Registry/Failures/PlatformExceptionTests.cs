using Platform.Registry.Failures;

namespace Platform.Registry.Tests.Failures;

public sealed class PlatformExceptionTests
{
    [Fact]
    public void Located_ColumnAndRow_AreBeforeTheMessage()
    {
        var failure = new PlatformException(Stage.Read, ExitCode.Data, "A value is too large.", "raise the limit") { SourceName = "shop", Table = "public.orders", Column = "note", RowNumber = 7 };

        Assert.Equal("column note, row 7: A value is too large.", failure.Located());
        Assert.Equal("shop/public.orders, column note, row 7: A value is too large.\nhint: raise the limit", failure.Describe());
    }

    [Fact]
    public void Located_ColumnThatTheMessageNames_IsNotSaidTwice() =>
        Assert.Equal("column total is numeric", new PlatformException(Stage.Schema, ExitCode.Data, "column total is numeric") { Column = "total" }.Located());
}
