package dev.gatewayhealth.benchmarks.anchors;

import java.util.List;
import java.util.Locale;

/** Bars with whiskers, or points on a logarithmic axis, as SVG that reads on light and dark pages. */
final class Plot {

    private static final int LEFT = 190;
    private static final int WIDTH = 440;
    private static final int LINE = 24;
    private static final String OURS = "#2f7d4f";
    private static final String OTHERS = "#8a8f98";

    private Plot() {}

    /** One bar. */
    record Bar(String label, Interval value, boolean ours) {}

    /**
     * Horizontal bars from 0 on.
     *
     * @param digits behind the point
     */
    static String bars(String title, List<Bar> bars, int digits) {
        double most = bars.stream().mapToDouble(bar -> end(bar.value)).max().orElse(1);
        StringBuilder svg = start(title, 40 + LINE * bars.size());
        int y = 40;
        for (Bar bar : bars) {
            double scale = WIDTH / Math.max(most, 1e-9);
            double length = Math.max(0, bar.value.median()) * scale;
            text(svg, LEFT - 8, y + 12, "end", bar.label);
            rectangle(svg, LEFT, y, length, bar.ours ? OURS : OTHERS);
            if (Double.isFinite(bar.value.low())) {
                line(svg, LEFT + Math.max(0, bar.value.low()) * scale, y + 8, LEFT + bar.value.high() * scale, y + 8);
            }
            text(
                    svg,
                    LEFT + Math.max(length, Double.isFinite(bar.value.high()) ? bar.value.high() * scale : 0) + 6,
                    y + 12,
                    "start",
                    String.format(Locale.ROOT, "%." + digits + "f", bar.value.median()));
            y += LINE;
        }
        return svg.append("</svg>\n").toString();
    }

    private static double end(Interval value) {
        return Double.isFinite(value.high()) ? value.high() : Math.max(0, value.median());
    }

    private static StringBuilder start(String title, int height) {
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"13\">%n",
                LEFT + WIDTH + 80,
                height));
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
        text(svg, 8, 22, "start", title);
        return svg;
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#222\">%s</text>%n",
                x,
                y,
                anchor,
                text.replace("&", "&amp;").replace("<", "&lt;")));
    }

    private static void rectangle(StringBuilder svg, double x, double y, double width, String colour) {
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"16\" fill=\"%s\"/>%n",
                x,
                y,
                width,
                colour));
    }

    private static void line(StringBuilder svg, double x1, double y1, double x2, double y2) {
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#222\" stroke-width=\"2\"/>%n",
                x1,
                y1,
                x2,
                y2));
    }
}
