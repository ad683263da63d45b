package io.equipoise.reports.page;

import static io.equipoise.reports.page.Html.escaped;

import io.equipoise.reports.chart.Charts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What every page has around its content: head, style, title. */
final class PageFrame {
    private PageFrame() {}

    /**
     * A whole page that needs no other file.
     *
     * @param body markup
     */
    static String of(String title, String lead, String body) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <title>Equipoise: %1$s</title>
                <style>
                %2$s%3$s</style>
                </head>
                <body>
                <a class="skip" href="#results">To the results</a>
                <header class="top"><p class="brand">Equipoise</p><h1>%1$s</h1><p>%4$s</p></header>
                <main id="results">
                %5$s</main>
                </body>
                </html>
                """.formatted(escaped(title), Charts.css(), style(), escaped(lead), body);
    }

    private static String style() {
        try (InputStream css = Objects.requireNonNull(PageFrame.class.getResourceAsStream("page.css"))) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
