package dev.gatewayhealth.finding;

import dev.gatewayhealth.exchange.Ticker;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a line when a finding begins, one when its severity changes and one when it ends; a code that comes and goes all
 * the time is cut short, and the next line says by how much.
 */
public final class FindingLines implements FindingListener {

    private static final String PREFIX = "[gateway-health] ";

    private final Sink lines;
    private final Ticker ticker;
    private final Map<Code, LineBudget> budgets = new EnumMap<>(Code.class);

    /**
     * Into a log without levels: each line begins with who says it, and how much it matters.
     *
     * @param lines gets each line without an end; called on the watchdog thread
     * @param ticker the clock; nanoseconds that only differences are taken of
     */
    public FindingLines(Consumer<String> lines, Ticker ticker) {
        this(plain(lines), ticker);
    }

    private FindingLines(Sink lines, Ticker ticker) {
        this.lines = lines;
        this.ticker = ticker;
    }

    /**
     * Into a log that has levels of its own.
     *
     * @param lines gets each line with its severity; called on the watchdog thread
     * @param ticker the clock; nanoseconds that only differences are taken of
     * @return a listener for the log of findings
     */
    public static FindingLines into(Sink lines, Ticker ticker) {
        return new FindingLines(lines, ticker);
    }

    /** Where a line goes. */
    @FunctionalInterface
    public interface Sink {

        /**
         * One line.
         *
         * @param severity of the finding; null when it has ended
         * @param text the code and what there is to say of it
         */
        void say(@Nullable Severity severity, String text);
    }

    /**
     * The same line by line, with all that a level would say.
     *
     * @param lines gets each line without an end
     * @return for {@link #into}
     */
    public static Sink plain(Consumer<String> lines) {
        return new Plain(lines);
    }

    private record Plain(Consumer<String> lines) implements Sink {
        @Override
        public void say(@Nullable Severity severity, String text) {
            lines.accept(PREFIX + level(severity) + " " + text);
        }
    }

    @Override
    public void began(Finding finding) {
        write(finding, finding.severity(), withRemedies(finding));
    }

    @Override
    public void changed(Finding finding) {
        write(finding, finding.severity(), withRemedies(finding));
    }

    @Override
    public void ended(Finding finding) {
        String ended = "ended after " + seconds(finding) + " s (" + times(finding.count()) + ")";
        write(finding, null, finding.subject().isEmpty() ? ended : ended + ": " + finding.subject());
    }

    private static String withRemedies(Finding finding) {
        StringBuilder text = new StringBuilder(finding.message());
        Object request = finding.evidence().get("requestId");
        if (request != null) {
            text.append(" | request: ").append(request);
        }
        for (Remedy remedy : finding.remedy()) {
            text.append(" | ").append(remedy.where()).append(": ").append(remedy.change());
        }
        return text.toString();
    }

    private void write(Finding finding, @Nullable Severity severity, String text) {
        LineBudget budget = budgets.computeIfAbsent(finding.code(), code -> new LineBudget(ticker.nanos()));
        if (!budget.spend(ticker.nanos())) {
            return;
        }
        long left = budget.takeLeftOut();
        String line = finding.code().word() + ": " + PlainText.of(text);
        lines.say(severity, left == 0 ? line : line + " (" + left + " earlier lines of this code left out)");
    }

    private static String level(@Nullable Severity severity) {
        if (severity == null) {
            return "OK";
        }
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
