package dev.gatewayhealth.watch;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Received;
import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import dev.gatewayhealth.finding.Severity;
import dev.gatewayhealth.nginx.NginxTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What one look at the exchanges found: statements for the findings log, and the exchanges to show. */
final class ExchangeFindings {

    private static final String READ_HEADER =
            "upstream timed out (110: Connection timed out) while reading response header from upstream";
    /** Written at the level info. */
    private static final String UPGRADED =
            "upstream timed out (110: Connection timed out) while proxying upgraded connection";

    private static final String READ_BODY = "upstream timed out (110: Connection timed out) while reading upstream";
    private static final String SEND_BODY =
            "upstream timed out (110: Connection timed out) while sending request to upstream";

    /** Work nobody waits for is worth a word once it has gone on for this long. */
    private static final long WORTH_A_WORD = TimeUnit.SECONDS.toNanos(1);

    private final double warnAt;
    private final Map<String, NearGroup> near = new LinkedHashMap<>();
    private final List<Followed> shown = new ArrayList<>();
    private final List<Noticed> events = new ArrayList<>();
    private @Nullable Followed longestAbandoned;
    private int abandoned;
    private long abandonedFor;
    private long longestQueued;

    ExchangeFindings(double warnAt) {
        this.warnAt = warnAt;
    }

    void start() {
        near.clear();
        shown.clear();
        events.clear();
        longestAbandoned = null;
        abandoned = 0;
        abandonedFor = 0;
        longestQueued = -1;
    }

    /** An exchange is near its limit; {@code first} when it was not at the last look. */
    void near(Followed followed, Limit limit, boolean first) {
        shown.add(followed);
        String subject = (followed.phase == Phase.RECEIVING ? "send " : "read ") + limit.location();
        near.computeIfAbsent(subject, any -> new NearGroup(limit.location())).add(followed, limit, first, warnAt);
    }

    /** An exchange that the gateway left still runs. */
    void leftBehind(Followed followed, long now) {
        shown.add(followed);
        long since = now - followed.leftAt;
        if (since >= WORTH_A_WORD) {
            abandoned++;
            if (longestAbandoned == null || since > abandonedFor) {
                longestAbandoned = followed;
                abandonedFor = since;
            }
        }
    }

    void gaveUp(Followed followed, Limit limit, boolean inferred) {
        events.add(gaveUp(limit, followed.phase, followed.method() + " " + followed.path(), followed.silence, inferred)
                .evidence("requestId", followed.facts == null ? null : followed.facts.requestId())
                .evidence("stack", followed.stack.isEmpty() ? null : followed.stack)
                .build());
    }

    /** The same for one whose connection broke under its last write. */
    void gaveUp(Limit limit, Received received, long silence) {
        events.add(gaveUp(limit, Phase.STREAMING, received.method() + " " + received.path(), silence, false)
                .build());
    }

    private static Noticed.Builder gaveUp(Limit limit, Phase phase, String request, long silence, boolean inferred) {
        String how = inferred ? "is taken to have given up" : "gave up";
        return Noticed.of(Code.GATEWAY_GAVE_UP, limit.location())
                .occurrences(1)
                .message("nginx " + how + " on " + request + " after waiting " + Words.seconds(silence) + "; "
                        + limit.directive(phase) + " is " + Words.seconds(limit.nanos(phase)) + " ("
                        + limit.source(phase) + "). The service was not told and works on for nobody")
                .gateway(phase == Phase.STREAMING ? 200 : 504, errorLog(phase))
                .evidence("location", limit.location())
                .evidence("phase", phase.word())
                .evidence("silenceMs", TimeUnit.NANOSECONDS.toMillis(silence))
                .evidence("limitMs", TimeUnit.NANOSECONDS.toMillis(limit.nanos(phase)))
                .evidence("limitSource", limit.source(phase))
                .evidence("inferred", inferred)
                .remedy(Remedy.nginx(limit.directive(phase) + " " + limit.larger(phase) + ";"))
                .remedy(Remedy.service("end the work when " + Words.seconds(limit.nanos(phase))
                        + " have passed: nobody gets its answer any more"));
    }

    /** What others found in the same look. */
    void happened(List<Noticed> more) {
        events.addAll(more);
    }

    /** How long a request waited before it got here; -1 for nothing known. */
    void queued(long nanos) {
        longestQueued = Math.max(longestQueued, nanos);
    }

    /** Says so if some request waited too long in a queue to be answered in time. */
    void queueWait(GatewayContract contract) {
        long limit = contract.strictestReadTimeout().toNanos();
        if (longestQueued < 0 || limit == Long.MAX_VALUE || longestQueued < limit / 2) {
            return;
        }
        boolean dead = longestQueued >= limit;
        events.add(Noticed.of(Code.QUEUE_WAIT, "requests")
                .severity(dead ? Severity.CRITICAL : Severity.WARNING)
                .occurrences(1)
                .message("a request waited " + Words.seconds(longestQueued)
                        + " in a queue before a thread took it, of the " + Words.seconds(limit)
                        + " the gateway waits in all"
                        + (dead ? "; it was dead on arrival" : ""))
                .gateway(504, READ_HEADER)
                .evidence("waitedMs", TimeUnit.NANOSECONDS.toMillis(longestQueued))
                .evidence("limitMs", TimeUnit.NANOSECONDS.toMillis(limit))
                .remedy(Remedy.nginx("proxy_read_timeout "
                        + NginxTime.format(Duration.ofSeconds(TimeUnit.NANOSECONDS.toSeconds(
                                2 * Math.max(limit, longestQueued) + TimeUnit.SECONDS.toNanos(1) - 1)))
                        + ";"))
                .remedy(Remedy.service("more request threads, a bounded queue, or a 503 for what has waited too long"))
                .build());
    }

    /** Statements about what goes on. */
    List<Noticed> states() {
        List<Noticed> states = new ArrayList<>();
        for (NearGroup group : near.values()) {
            states.add(group.noticed());
        }
        Followed longest = longestAbandoned;
        if (longest != null) {
            states.add(abandonedWork(longest));
        }
        return states;
    }

    /** Statements about what happened since the last look. */
    List<Noticed> events() {
        return List.copyOf(events);
    }

    /** Whether there are any. */
    boolean happened() {
        return !events.isEmpty();
    }

    /** The exchanges that are near or left behind, in no order. */
    List<Followed> shown() {
        return shown;
    }

    private Noticed abandonedWork(Followed longest) {
        return Noticed.of(Code.ABANDONED_WORK, "")
                .message(longest.method() + " " + longest.path() + " has been running for "
                        + Words.seconds(abandonedFor) + " since "
                        + (longest.left == Followed.Left.GAVE_UP ? "nginx gave up on it" : "its client left")
                        + others(abandoned - 1) + Words.at(longest))
                .evidence("running", abandoned)
                .evidence("longestMs", TimeUnit.NANOSECONDS.toMillis(abandonedFor))
                .evidence("location", longest.location())
                .evidence("requestId", longest.facts == null ? null : longest.facts.requestId())
                .evidence("thread", Words.thread(longest))
                .evidence("stack", longest.stack.isEmpty() ? null : longest.stack)
                .remedy(Remedy.service("give what it waits for (statement, HTTP client, lock) a timeout below the"
                        + " gateway's, so that work nobody waits for ends by itself"))
                .build();
    }

    private static String errorLog(Phase phase) {
        return switch (phase) {
            case RECEIVING -> SEND_BODY;
            case BEFORE_HEADER -> READ_HEADER;
            case STREAMING -> READ_BODY;
        };
    }

    private static String others(int others) {
        return others > 0 ? ", and " + others + " more" : "";
    }

    /** The exchanges near the limit of one location; the most silent one speaks for all. */
    private static final class NearGroup {

        private final String location;
        private @Nullable Followed worst;
        private @Nullable Limit limit;
        private int size;
        private int news;
        private boolean certain;

        NearGroup(String location) {
            this.location = location;
        }

        void add(Followed followed, Limit itsLimit, boolean first, double warnAt) {
            size++;
            news += first ? 1 : 0;
            certain |= followed.silence >= warnAt * itsLimit.lenientNanos(followed.phase);
            if (worst == null || followed.silence > worst.silence) {
                worst = followed;
                limit = itsLimit;
            }
        }

        Noticed noticed() {
            Followed of = Objects.requireNonNull(worst);
            Limit by = Objects.requireNonNull(limit);
            Phase phase = of.phase;
            String most = Words.seconds(by.nanos(phase));
            boolean tunnel = of.exchange.isTunnel();
            return Noticed.of(phase == Phase.RECEIVING ? Code.SEND_TIMEOUT_NEAR : Code.READ_TIMEOUT_NEAR, location)
                    .severity(certain ? Severity.WARNING : Severity.NOTICE)
                    .occurrences(news)
                    .message((tunnel
                                    ? "the upgraded connection of " + of.method() + " " + of.path()
                                            + " has carried nothing, either way, for "
                                    : of.method() + " " + of.path() + " has kept nginx waiting for ")
                            + Words.seconds(of.silence) + " of " + most + " (" + by.directive(phase) + ", "
                            + by.source(phase) + ")" + others(size - 1) + Words.at(of))
                    .gateway(tunnel ? 101 : phase == Phase.STREAMING ? 200 : 504, tunnel ? UPGRADED : errorLog(phase))
                    .evidence("location", location)
                    .evidence("phase", phase.word())
                    .evidence("silenceMs", TimeUnit.NANOSECONDS.toMillis(of.silence))
                    .evidence("limitMs", TimeUnit.NANOSECONDS.toMillis(by.nanos(phase)))
                    .evidence("limitSource", by.source(phase))
                    .evidence("ambiguous", by.ambiguous())
                    .evidence("near", size)
                    .evidence("requestId", of.facts == null ? null : of.facts.requestId())
                    .evidence("thread", Words.thread(of))
                    .evidence("stack", of.stack.isEmpty() ? null : of.stack)
                    .remedy(Remedy.nginx(by.directive(phase) + " " + by.larger(phase) + ";"))
                    .remedy(Remedy.service(
                            switch (phase) {
                                case RECEIVING -> "read the request body, or refuse it early, within " + most;
                                case BEFORE_HEADER ->
                                    "begin to answer within " + most + ": give what it waits for (statement, HTTP"
                                            + " client, lock) a shorter timeout, or answer 202 and go on behind it";
                                case STREAMING ->
                                    tunnel
                                            ? "send something at least every " + most + ", such as a ping of WebSocket"
                                            : "send something at least every " + most
                                                    + ", such as a heartbeat, and flush it";
                            }))
                    .build();
        }
    }
}
