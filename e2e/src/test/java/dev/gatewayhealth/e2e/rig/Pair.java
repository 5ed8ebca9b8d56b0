package dev.gatewayhealth.e2e.rig;

import java.time.Duration;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/** Two instances of one service, which are restarted one after the other. */
public final class Pair implements AutoCloseable {

    private final Host host;
    private final String name;
    private final Consumer<ServiceUnderTest.Recipe> change;
    private final Instance first = new Instance();
    private final Instance second = new Instance();

    private Pair(Host host, String name, Consumer<ServiceUnderTest.Recipe> change) {
        this.host = host;
        this.name = name;
        this.change = change;
    }

    /**
     * Chooses their ports; starts nothing.
     *
     * @param name of the test, for the directories they put their files in
     */
    public static Pair of(Host host, String name, Consumer<ServiceUnderTest.Recipe> change) {
        return new Pair(host, name, change);
    }

    public Instance first() {
        return first;
    }

    public Instance second() {
        return second;
    }

    public void start() {
        first.start();
        second.start();
    }

    /** Ends and starts one after the other, each when the one before has been given requests again. */
    public void restart() {
        for (Instance each : new Instance[] {first, second}) {
            each.stop();
            each.start();
            each.awaitRequests();
        }
    }

    @Override
    public void close() {
        first.close();
        second.close();
    }

    /** One of the two. */
    public final class Instance implements AutoCloseable {

        private final int port = Places.freePort();
        private final int admin = Places.freePort();
        private final int agentCheck = Places.freePort();
        private ServiceUnderTest service;
        private ReportClient reports;

        public int port() {
            return port;
        }

        public int agentCheck() {
            return agentCheck;
        }

        /** Until it has been given some requests. */
        public void awaitRequests() {
            reports.await("requests", report -> report.count("started") > 5);
        }

        private void start() {
            ServiceUnderTest.Recipe recipe = new ServiceUnderTest.Recipe(host)
                    .agent("admin.port", Integer.toString(admin))
                    .agent("agent-check.port", Integer.toString(agentCheck));
            change.accept(recipe);
            service = recipe.start(Places.work(name), port);
            service.awaitPort(admin);
            reports = ReportClient.of(admin);
        }

        private void stop() {
            reports.close();
            service.terminate();
            Awaitility.await("the end of the instance on port " + port)
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> !service.running());
        }

        @Override
        public void close() {
            if (service != null) {
                reports.close();
                service.close();
            }
        }
    }
}
