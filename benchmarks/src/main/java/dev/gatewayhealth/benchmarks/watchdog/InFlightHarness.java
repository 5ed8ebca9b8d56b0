package dev.gatewayhealth.benchmarks.watchdog;

import dev.gatewayhealth.Monitor;
import dev.gatewayhealth.exchange.Connection;
import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.exchange.OtherEnd;
import dev.gatewayhealth.exchange.RequestView;
import dev.gatewayhealth.exchange.Ticker;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What the monitor costs by how many exchanges are in flight: the processor time of its threads while so many wait for their answer, on
 * sockets that cost nothing to ask.
 *
 * <p>Arguments: the numbers of exchanges to measure with, {@code 100 1000 10000} if none are given.
 */
public final class InFlightHarness {

    private static final int WARM_UP_SECONDS = 10;
    private static final int SECONDS = 10;

    private InFlightHarness() {}

    public static void main(String[] arguments) throws InterruptedException {
        String[] counts = arguments.length == 0 ? new String[] {"100", "1000", "10000"} : arguments;
        Ticker ticker = Ticker.system();
        Exchanges exchanges = new Exchanges(ticker);
        try (Monitor monitor = WatchdogHarness.monitor(exchanges)) {
            int begun = 0;
            for (String count : counts) {
                for (; begun < Integer.parseInt(count); begun++) {
                    exchanges.begin(ticker.nanos(), new Waiting(), monitor, connection(begun));
                }
                measure(monitor);
            }
        }
    }

    private static void measure(Monitor monitor) throws InterruptedException {
        TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
        long before = WatchdogHarness.nanosOfOurThreads();
        TimeUnit.SECONDS.sleep(SECONDS);
        double share = (WatchdogHarness.nanosOfOurThreads() - before) / 1e9 / SECONDS;
        System.out.printf(
                Locale.ROOT,
                "%d in flight: %.3f %% of a core%n",
                monitor.report().exchanges().inFlight(),
                share * 100);
    }

    private static Connection connection(int number) {
        InetAddress here = InetAddress.getLoopbackAddress();
        return Connection.tcp(new InetSocketAddress(here, 8080), new InetSocketAddress(here, 10_000 + number % 50_000));
    }

    /** A request without a body on a connection whose other end waits. */
    private static final class Waiting implements RequestView {

        @Override
        public String method(Object request) {
            return "GET";
        }

        @Override
        public String path(Object request) {
            return "/slow";
        }

        @Override
        public String protocol(Object request) {
            return "HTTP/1.1";
        }

        @Override
        public String header(Object request, String name) {
            return null;
        }

        @Override
        public long bodyExpected(Object request) {
            return 0;
        }

        @Override
        public long bodyReceived(Object request) {
            return 0;
        }

        @Override
        public boolean delivered(Object request, Object connection) {
            return false;
        }

        @Override
        public Connection connection(Object connection) {
            return (Connection) connection;
        }

        @Override
        public OtherEnd otherEnd(Object connection) {
            return OtherEnd.THERE;
        }
    }
}
