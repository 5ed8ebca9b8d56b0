package dev.gatewayhealth.benchmarks.watchdog;

import com.sun.management.ThreadMXBean;
import dev.gatewayhealth.Monitor;
import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.exchange.Ticker;
import dev.gatewayhealth.finding.FindingLines;
import dev.gatewayhealth.proc.SocketTable;
import dev.gatewayhealth.resource.AcceptQueue;
import dev.gatewayhealth.resource.ConnectionGauge;
import dev.gatewayhealth.resource.Connections;
import dev.gatewayhealth.settings.Settings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What the monitor costs a service that has nothing to do, by how many connections it holds: the processor time of its threads in a process
 * with so many open descriptors, and as many lines in the kernel's table. Each connection is both ends, so it counts twice.
 *
 * <p>Arguments: the numbers of descriptors to measure with, {@code 0 1000 10000} if none are given.
 */
public final class WatchdogHarness {

    private static final int WARM_UP_SECONDS = 15;
    private static final int SECONDS = 30;

    private WatchdogHarness() {}

    public static void main(String[] arguments) throws Exception {
        String[] counts = arguments.length == 0 ? new String[] {"0", "1000", "10000"} : arguments;
        List<SocketChannel> held = new ArrayList<>();
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
            for (String count : counts) {
                hold(held, server, Integer.parseInt(count));
                measure(server.socket().getLocalPort(), held.size());
            }
        } finally {
            for (SocketChannel each : held) {
                each.close();
            }
        }
    }

    private static void hold(List<SocketChannel> held, ServerSocketChannel server, int count) throws IOException {
        while (held.size() < count) {
            held.add(SocketChannel.open(server.getLocalAddress()));
            held.add(server.accept());
        }
    }

    private static void measure(int port, int descriptors) throws InterruptedException {
        try (Monitor monitor = monitor(new Exchanges(Ticker.system()))) {
            Gauge gauge = new Gauge(descriptors / 2);
            Listening listening = new Listening("127.0.0.1", port, null);
            monitor.watch(new Connections(gauge, listening));
            monitor.watch(new AcceptQueue(gauge, listening));
            TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
            long before = nanosOfOurThreads();
            TimeUnit.SECONDS.sleep(SECONDS);
            double share = (nanosOfOurThreads() - before) / 1e9 / SECONDS;
            System.out.printf(
                    Locale.ROOT,
                    "%d descriptors and lines: %.3f %% of a core, status %s%n",
                    descriptors,
                    share * 100,
                    monitor.report().status());
        }
    }

    /** One that finds no configuration, and whose gateway is so patient that nothing comes near its limit. */
    static Monitor monitor(Exchanges exchanges) {
        return Monitor.start(new Monitor.Parts(
                Settings.of(Map.of("nginx.conf", "/nonexistent", "proxy_read_timeout", "300s"), "harness"),
                exchanges,
                SocketTable.ofThisProcess(),
                List::of,
                null,
                "benchmark",
                line -> {},
                new FindingLines(System.out::println, Ticker.system()),
                Ticker.system(),
                InstantSource.system()));
    }

    static long nanosOfOurThreads() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (long id : threads.getAllThreadIds()) {
            ThreadInfo told = threads.getThreadInfo(id);
            if (told != null && told.getThreadName().startsWith("gateway-health")) {
                nanos += Math.max(0, threads.getThreadCpuTime(id));
            }
        }
        return nanos;
    }

    private record Gauge(long open) implements ConnectionGauge {

        @Override
        public String connector() {
            return "connector";
        }

        @Override
        public String setting() {
            return "";
        }

        @Override
        public String idleSetting() {
            return "";
        }

        @Override
        public long max() {
            return 100_000;
        }

        @Override
        public long backlog() {
            return 1024;
        }

        @Override
        public String backlogSetting() {
            return "";
        }
    }
}
