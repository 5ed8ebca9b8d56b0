package dev.gatewayhealth.agent.engine;

import dev.gatewayhealth.agent.server.Leaving;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.drain.Servers;
import dev.gatewayhealth.report.HealthResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The listeners of this JVM, as far as they are told what to do while the instance leaves. What one fails at the others do. */
final class LeavingServers implements Servers {

    private final BooleanSupplier repeatedElsewhere;

    /** Guarded by this. */
    private final Map<Listening, Leaving> open = new HashMap<>();

    private volatile boolean turningAway;

    /** @param repeatedElsewhere whether the gateway is known to turn to another server where this one answers 503 */
    LeavingServers(BooleanSupplier repeatedElsewhere) {
        this.repeatedElsewhere = repeatedElsewhere;
    }

    synchronized void opened(Listening listening, Leaving listener) {
        open.put(listening, listener);
    }

    @Override
    public void lastAnswers(boolean last) {
        for (Leaving each : all()) {
            try {
                each.lastAnswers(last);
            } catch (RuntimeException | LinkageError e) {
                Stderr.say("a listener cannot be told to close its connections, so the gateway may use one that is"
                        + " about to be closed: " + e);
            }
        }
        Events.leaving(last);
    }

    @Override
    public boolean turnAway(boolean away) {
        turningAway = away && repeatedElsewhere.getAsBoolean();
        return turningAway;
    }

    @Override
    public void stopListening() {
        for (Leaving each : all()) {
            try {
                each.stopListening();
            } catch (RuntimeException | LinkageError e) {
                Stderr.say("a listener cannot be closed ahead of its server, so the gateway may still turn to it while"
                        + " that stops: " + e);
            }
        }
        synchronized (this) {
            open.clear();
        }
    }

    /** What a request of the application's gets instead of its answer; null if it is to be served. */
    @Nullable
    HealthResponse insteadOf(String method) {
        return turningAway && (method.equals("GET") || method.equals("HEAD")) ? HealthResponse.elsewhere() : null;
    }

    private synchronized List<Leaving> all() {
        return List.copyOf(open.values());
    }
}
