package dev.gatewayhealth.watch;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import dev.gatewayhealth.finding.Severity;
import dev.gatewayhealth.nginx.ErrorLogCause;
import dev.gatewayhealth.nginx.ErrorLogLine;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What nginx's error log has said of this service since the watchdog looked last: for each cause how often, and the last line. Filled by
 * the thread that follows the log, emptied by the watchdog.
 */
public final class GatewayErrors {

    private final Map<ErrorLogCause, GatewayErrorsGroup> groups = new EnumMap<>(ErrorLogCause.class);
    private long skippedBytes;
    private long closedBeforeHeader;
    private volatile boolean waiting;
    private volatile @Nullable Noticed unreadable;

    /** Nothing was read yet. */
    public GatewayErrors() {}

    /**
     * nginx said that a request to this service failed.
     *
     * @param line of the log, about this service
     */
    public synchronized void logged(ErrorLogLine line) {
        groups.computeIfAbsent(line.cause(), GatewayErrorsGroup::new).add(line);
        waiting = true;
        if (line.cause() == ErrorLogCause.CLOSED_BEFORE_HEADER || line.cause() == ErrorLogCause.RESET_BEFORE_HEADER) {
            closedBeforeHeader++;
        }
    }

    /**
     * A part of the log was not read.
     *
     * @param bytes how many
     */
    public synchronized void skipped(long bytes) {
        skippedBytes += bytes;
    }

    /**
     * Whether the log can be read, told by the thread that follows it.
     *
     * @param file its path
     * @param problem why the log cannot be read at present, null if it can
     */
    public void readable(String file, @Nullable String problem) {
        unreadable = problem == null ? null : unreadable(file, problem);
    }

    /**
     * There is no log yet, and nginx may still make one; told by the thread that follows it.
     *
     * @param file its path
     */
    public void awaited(String file) {
        unreadable = Noticed.of(Code.CONTRACT_UNREADABLE, file)
                .severity(Severity.NOTICE)
                .message("nginx's error log " + file
                        + " does not exist yet; nginx makes it when it starts, and it is looked for" + " until then")
                .evidence("at", file)
                .remedy(Remedy.nginx("error_log " + file + " error;"))
                .remedy(Remedy.service("nothing if nginx starts later; else name the right file in nginx.error-log"))
                .build();
    }

    /** Whether there is anything to {@link #take}. */
    boolean waiting() {
        return waiting;
    }

    /** How many requests nginx lost on a connection that was closed before any answer, since the start. */
    synchronized long closedBeforeHeader() {
        return closedBeforeHeader;
    }

    /** Statements about what was logged since the last call. */
    synchronized List<Noticed> take(SeenInside seen, GatewayContract contract) {
        List<Noticed> events = new ArrayList<>();
        for (GatewayErrorsGroup group : groups.values()) {
            events.add(group.noticed(seen, contract, skippedBytes));
        }
        groups.clear();
        skippedBytes = 0;
        waiting = false;
        return events;
    }

    /** Statements about the log itself. */
    List<Noticed> states() {
        Noticed problem = unreadable;
        return problem == null ? List.of() : List.of(problem);
    }

    private static Noticed unreadable(String file, String problem) {
        return Noticed.of(Code.CONTRACT_UNREADABLE, file)
                .message("nginx's error log " + file + " cannot be read: " + problem
                        + "; what nginx says of this service stays unknown until it can")
                .evidence("at", file)
                .remedy(Remedy.nginx("error_log " + file + " error;"))
                .remedy(Remedy.service(
                        "let the service's user read " + file + " (nginx's logs often belong to the group"
                                + " adm), or name the right file in nginx.error-log"))
                .build();
    }
}
