using System.Text.Json.Nodes;
using Ser.Reporting.Pages;

namespace Ser.Tests.Reporting.Pages;

/// <summary>The page in a browser, as a person meets it: on a desk and on a phone, light and dark, by eye and by ear.</summary>
public sealed class ReportBrowserTests(Chromium browser) : IClassFixture<Chromium>
{
    private const int Desk = 1280, Phone = 390, Height = 900;

    /// <summary>Texts that leave their picture, and boxes that are wider than the page; a place that scrolls by itself may be.</summary>
    private const string Overflows = """
        (() => {
          const found = [], page = document.documentElement;
          if (page.scrollWidth > page.clientWidth) found.push(`the page: ${page.scrollWidth} in ${page.clientWidth}`);
          for (const text of document.querySelectorAll('svg text')) {
            const inner = text.getBoundingClientRect(), outer = text.ownerSVGElement.getBoundingClientRect();
            if (inner.width && (inner.left < outer.left - 1 || inner.right > outer.right + 1 || inner.top < outer.top - 1 || inner.bottom > outer.bottom + 1))
              found.push(`${text.ownerSVGElement.querySelector('title').textContent}: ${text.textContent}`);
          }
          for (const box of document.querySelectorAll('main *, header *, footer *'))
            if (!box.closest('.scroll, svg, .hidden, caption, legend') && box.getBoundingClientRect().right > page.clientWidth + 1) found.push(`${box.tagName}: ${box.textContent.slice(0, 60)}`);
          return found;
        })()
        """;

    /// <summary>Texts of a picture that lie on each other.</summary>
    private const string Collisions = """
        [...document.querySelectorAll('svg')].flatMap(svg => {
          const texts = [...svg.querySelectorAll('text')].map(text => ({ text: text.textContent, box: text.getBoundingClientRect() })).filter(one => one.box.width);
          return texts.flatMap((one, i) => texts.slice(i + 1)
            .filter(other => Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left) > 1
              && Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top) > 5)
            .map(other => `${svg.querySelector('title').textContent}: "${one.text}" and "${other.text}"`));
        })
        """;

    private const string Shown = "[...document.querySelectorAll('svg[role=img]')].filter(svg => svg.getBoundingClientRect().width).length";

    [Theory]
    [InlineData(Desk, false)]
    [InlineData(Desk, true)]
    [InlineData(Phone, false)]
    [InlineData(Phone, true)]
    public async Task The_page_loads_fits_and_shuts_nobody_out(int width, bool isDark)
    {
        string axe = AxeCore.Source();
        await Show(SampleReport.Full(name: "a-rather-long-name-of-a-corpus/and_its_clips"), width, isDark);

        Assert.Empty(browser.Complaints);
        Assert.Empty(Texts(await browser.Evaluate(Overflows)));
        Assert.Empty(Texts(await browser.Evaluate(Collisions)));
        Assert.Equal(isDark ? "rgb(21, 24, 28)" : "rgb(255, 255, 255)", (await browser.Evaluate("getComputedStyle(document.body).backgroundColor"))!.GetValue<string>());

        int shown = (await browser.Evaluate(Shown))!.GetValue<int>();
        Assert.Equal(7 + 6, shown);
        string[] names = [.. (await browser.Accessible()).Where(node => node.Role is "image" or "img").Select(node => node.Name)];
        Assert.Equal(shown, names.Length);
        Assert.DoesNotContain("", names);

        await browser.Evaluate(axe);
        var violations = await browser.Evaluate("axe.run({ resultTypes: ['violations'] }).then(result => result.violations.map(one => `${one.id}: ${one.nodes.slice(0, 3).map(node => node.html.slice(0, 120)).join(' | ')}`))");
        Assert.Empty(Texts(violations));
    }

    [Theory]
    [InlineData(Desk)]
    [InlineData(Phone)]
    public async Task Twenty_classes_and_hard_names_fit_too(int width)
    {
        string[] labels = [.. Enumerable.Range(0, 20).Select(i => $"a long label number {i}")];
        await Show(SampleReport.Full(labels, string.Concat(Enumerable.Repeat("Unbroken_name_", 8)), clips: 400), width, isDark: false);
        Assert.Empty(browser.Complaints);
        Assert.Empty(Texts(await browser.Evaluate(Overflows)));
    }

    [Fact]
    public async Task The_reader_chooses_a_theme_and_a_picture_tells_its_numbers()
    {
        await Show(SampleReport.Full(), Desk, isDark: false);
        await browser.Evaluate("document.querySelector('label[for=theme-dark]').click()");
        Assert.Equal("rgb(21, 24, 28)", (await browser.Evaluate("getComputedStyle(document.body).backgroundColor"))!.GetValue<string>());
        Assert.True((await browser.Evaluate("""
            (() => { const details = document.querySelector('#confusion details'); details.querySelector('summary').click(); return details.open && details.querySelector('table').offsetHeight > 100; })()
            """))!.GetValue<bool>());
    }

    private async Task Show(ReportData data, int width, bool isDark)
    {
        await browser.Start();
        browser.Complaints.Clear();
        string folder = Directory.CreateDirectory(Path.Combine(TestData.Repository, "artifacts", "report")).FullName;
        string file = Path.Combine(folder, $"{data.Figures.Labels.Count}-{width}-{(isDark ? "dark" : "light")}.html");
        using (var stream = File.Create(file))
        {
            ReportPage.Write(data, stream);
        }

        await browser.Open(file, width, Height, isDark);
        byte[] picture = await browser.Screenshot();
        Assert.True(picture.Length > 20_000, "the picture of the page is nearly empty");
        await File.WriteAllBytesAsync(Path.ChangeExtension(file, ".png"), picture, TestContext.Current.CancellationToken);
    }

    private static string[] Texts(JsonNode? array) => [.. array!.AsArray().Select(item => item!.GetValue<string>())];
}
