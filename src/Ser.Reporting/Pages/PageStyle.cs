namespace Ser.Reporting.Pages;

/// <summary>The style sheet of a report: no font, colour or picture comes from elsewhere.</summary>
internal static class PageStyle
{
    /// <summary>Below this width of the window, in CSS pixels, the pictures for narrow pages are shown.</summary>
    private const int Narrow = 600;

    /// <summary>The sheet. A reader's choice of a theme beats the system's; paper is light.</summary>
    public static string Sheet { get; } = $$"""
        :root { color-scheme: light; {{Properties(paint => paint.Light.Hex)}} --soft: #f4f6f8; --mark: #8a5300; }
        @supports (color: light-dark(#000, #fff)) {
          :root { color-scheme: light dark; {{Properties(paint => $"light-dark({paint.Light.Hex}, {paint.Dark.Hex})")}} --soft: light-dark(#f4f6f8, #1d2127); --mark: light-dark(#8a5300, #f2b35c); }
        }
        :root:has(#theme-light:checked) { color-scheme: light }
        :root:has(#theme-dark:checked) { color-scheme: dark }
        * { box-sizing: border-box }
        html { background: var(--surface); -webkit-text-size-adjust: 100% }
        body { margin: 0; font: 16px/1.55 system-ui, 'Segoe UI', 'Helvetica Neue', 'DejaVu Sans', sans-serif; color: var(--ink); background: var(--surface); overflow-wrap: break-word }
        header, main, footer { max-width: 70rem; margin: 0 auto; padding: 0 2rem }
        header { padding-top: 2.2rem }
        h1 { font-size: 1.9rem; line-height: 1.2; letter-spacing: -.015em; margin: .1rem 0 0; font-weight: 650; overflow-wrap: anywhere }
        h2 { font-size: 1.15rem; line-height: 1.3; margin: 0 0 .3rem; font-weight: 650 }
        h3 { font-size: .95rem; margin: 0 0 .2rem; font-weight: 600; overflow-wrap: anywhere }
        p { margin: 0 0 .8rem } em { font-style: normal; font-weight: 600 } strong { font-weight: 700 }
        .kind { color: var(--muted); margin: 0; font-size: .9rem }
        .lead { font-size: 1.2rem; line-height: 1.5; max-width: 46rem; margin: 1rem 0 1.6rem }
        .note { color: var(--muted); font-size: .9rem; max-width: 40rem; margin-bottom: 1rem }
        .name { overflow-wrap: anywhere }
        .top { display: flex; justify-content: space-between; align-items: flex-start; gap: 1rem 2rem; flex-wrap: wrap }
        .themes { border: 1px solid var(--grid); border-radius: .5rem; padding: .15rem; margin: 0; display: flex; font-size: .8rem }
        .themes legend, .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
        .themes input { position: absolute; opacity: 0 }
        .themes label { padding: .15rem .6rem; border-radius: .35rem; color: var(--muted); cursor: pointer }
        .themes input:checked + label { background: var(--soft); color: var(--ink); font-weight: 600 }
        .themes input:focus-visible + label, a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
        .tiles { display: grid; grid-template-columns: repeat(4, 1fr); margin: 0 0 1.6rem; border-top: 1px solid var(--grid); border-bottom: 1px solid var(--grid) }
        .tiles div { padding: .9rem 1.2rem .8rem; border-left: 1px solid var(--grid) }
        .tiles div:first-child { padding-left: 0; border-left: 0 }
        .tiles dt { font-size: .85rem; color: var(--muted) }
        .tiles dd { margin: 0; font-variant-numeric: tabular-nums }
        .tiles .value { font-size: 1.75rem; line-height: 1.25; font-weight: 650; letter-spacing: -.01em }
        .tiles .range { font-size: .85rem; color: var(--muted) }
        .stamps { margin: 0 0 1.4rem; padding: 0; list-style: none }
        .stamps li { background: var(--soft); border-left: 4px solid var(--mark); padding: .6rem 1rem; margin-bottom: .5rem; max-width: 52rem }
        .stamps strong { color: var(--mark) }
        nav { font-size: .9rem; margin-bottom: .6rem } nav ul { display: flex; flex-wrap: wrap; gap: .2rem 1.3rem; margin: 0; padding: 0; list-style: none }
        a { color: var(--accent); text-underline-offset: .15em }
        .grid { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 4rem }
        section { padding: 2.2rem 0 0; min-width: 0 }
        .whole { grid-column: 1 / -1 }
        figure { margin: 0 } figure svg { display: block; width: 100%; height: auto }
        .for-narrow { display: none !important }
        details { margin-top: .7rem; font-size: .9rem } summary { color: var(--muted); cursor: pointer; width: fit-content }
        .scroll { overflow-x: auto; margin-top: .5rem; max-width: 100% }
        table { border-collapse: collapse; font-size: .88rem; font-variant-numeric: tabular-nums }
        .scroll > table:not(.numbers) td:last-child { min-width: 16rem } .scroll > table:not(.numbers) th:first-child { min-width: 8rem }   /* sentences: the table scrolls rather than stand on end */
        caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
        th, td { text-align: left; vertical-align: top; padding: .3rem 1.1rem .3rem 0; border-bottom: 1px solid var(--grid); font-weight: 400 }
        thead th { color: var(--muted); white-space: nowrap }
        .numbers th + th, .numbers td { text-align: right; white-space: nowrap }
        .own th, .own td { font-weight: 650; background: var(--soft) } .own th { padding-left: .5rem }
        .mistakes { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(19rem, 100%), 1fr)); gap: 2rem 2.5rem; margin: 0; padding: 0; list-style: none }
        .mistakes > li { min-width: 0 } .verdict { margin: 0 0 .5rem; font-size: .9rem; color: var(--muted) } .verdict em { color: var(--ink) }
        audio { display: block; width: 100%; height: 2.4rem; margin: .5rem 0 .3rem; color-scheme: inherit }
        .shares { width: 100%; font-size: .85rem } .shares th, .shares td { border: 0; padding: .1rem .6rem .1rem 0; white-space: nowrap }
        .shares td:last-child { text-align: right; padding-right: 0; width: 3.2rem } .shares .track { width: 60% }
        .shares th { width: 9.5rem; max-width: 12rem; overflow: hidden; text-overflow: ellipsis } .shares .truth th { font-weight: 650 } .shares .truth i { background: var(--mark) }
        .shares i { display: block; height: .6rem; margin-top: .42rem; background: var(--accent); min-width: 1px; print-color-adjust: exact; -webkit-print-color-adjust: exact }
        pre { background: var(--soft); padding: .8rem 1rem; margin: 0 0 1rem; font: .85rem/1.5 ui-monospace, 'SF Mono', 'DejaVu Sans Mono', monospace; white-space: pre-wrap; overflow-wrap: anywhere; max-height: 32rem; overflow-y: auto }
        .facts { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.5rem; font-size: .9rem; margin: 0 0 1rem }
        .facts dt { color: var(--muted) } .facts dd { margin: 0; overflow-wrap: anywhere; min-width: 0 }
        footer { color: var(--muted); font-size: .85rem; padding-top: 2.6rem; padding-bottom: 2.6rem }
        @media screen and (max-width: 56rem) { .grid { grid-template-columns: minmax(0, 1fr) } figure svg { max-width: 38rem } .mistakes figure svg { max-width: none } }
        @media screen and (max-width: {{Narrow}}px) {
          header, main, footer { padding-left: 1.25rem; padding-right: 1.25rem } header { padding-top: 1.3rem }
          h1 { font-size: 1.55rem } .lead { font-size: 1.08rem }
          .tiles { grid-template-columns: 1fr 1fr } .tiles div { padding-left: 0; border-left: 0 } .tiles .value { font-size: 1.5rem }
          .for-wide { display: none !important } .for-narrow { display: block !important }
        }
        @media print {
          :root, :root:has(input:checked) { color-scheme: light }
          body { font-size: 10.5pt } header, main, footer { max-width: none; padding-left: 0; padding-right: 0 }
          .themes, nav, audio, details:not([open]) { display: none } section:not(.whole), figure, .mistakes > li, tr { break-inside: avoid } h2, h3 { break-after: avoid }
          .grid { gap: 0 2rem } svg, .own th, .own td { print-color-adjust: exact; -webkit-print-color-adjust: exact } pre { max-height: none }
        }
        """;

    private static string Properties(Func<Paint, string> value) => string.Join(' ', Paint.Named.Select(paint => $"--{paint.Name}: {value(paint)};"));
}
