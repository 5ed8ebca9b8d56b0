package dev.gatewayhealth.finding;

import dev.gatewayhealth.exchange.Ticker;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes a line when a finding begins, one when its severity changes and one when it ends; a code that comes and goes all
 * the time is cut short, and the next line says by how much.
 */
public final class FindingLines implements FindingListener {

    private static final String PREFIX = "[gateway-health] ";

    private final Consumer<String> lines;
    private final Ticker ticker;
    private final Map<Code, LineBudget> budgets = new EnumMap<>(Code.class);

    public FindingLines(Consumer<String> lines, Ticker ticker) {
        this.lines = lines;
        this.ticker = ticker;
    }

    @Override
    public void began(Finding finding) {
        write(finding, level(finding.severity()), withRemedies(finding));
    }

    @Override
    public void changed(Finding finding) {
        write(finding, level(finding.severity()), withRemedies(finding));
    }

    @Override
    public void ended(Finding finding) {
        String ended = "ended after " + seconds(finding) + " s (" + times(finding.count()) + ")";
        write(finding, "OK", finding.subject().isEmpty() ? ended : ended + ": " + finding.subject());
    }

    private static String withRemedies(Finding finding) {
        StringBuilder text = new StringBuilder(finding.message());
        for (Remedy remedy : finding.remedy()) {
            text.append(" | ").append(remedy.where()).append(": ").append(remedy.change());
        }
        return text.toString();
    }

    private void write(Finding finding, String level, String text) {
        LineBudget budget = budgets.computeIfAbsent(finding.code(), code -> new LineBudget(ticker.nanos()));
        if (!budget.spend(ticker.nanos())) {
            return;
        }
        long left = budget.takeLeftOut();
        String line = PREFIX + level + " " + finding.code().word() + ": " + PlainText.of(text);
        lines.accept(left == 0 ? line : line + " (" + left + " earlier lines of this code left out)");
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case NOTICE -> "NOTICE";
            case WARNING -> "WARN";
            case CRITICAL -> "CRITICAL";
        };
    }

    private static String times(long count) {
        return count == 1 ? "once" : count + " times";
    }

    private static String seconds(Finding finding) {
        if (finding.until() == null) {
            return "?";
        }
        double seconds = (finding.until().toEpochMilli() - finding.since().toEpochMilli()) / 1000.0;
        return String.format(Locale.ROOT, "%.1f", Math.max(0, seconds));
    }
}
