package dev.gatewayhealth.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.Monitor;
import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.exchange.Ticker;
import dev.gatewayhealth.finding.FindingLines;
import dev.gatewayhealth.settings.Settings;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpcomingTest {

    private final Monitor monitor = Monitor.start(new Monitor.Parts(
            Settings.of(Map.of(), "test"),
            new Exchanges(Ticker.system()),
            null,
            List::of,
            null,
            "test",
            line -> {},
            new FindingLines(line -> {}, Ticker.system()),
            Ticker.system(),
            InstantSource.system()));
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final CountDownLatch mayBeMade = new CountDownLatch(1);

    @AfterEach
    void close() {
        mayBeMade.countDown();
        monitor.close();
    }

    @Test
    void whoBeginsItDoesNotWaitForItAndWhoNeedsItDoes() throws Exception {
        Upcoming upcoming = Upcoming.by(this::madeWhenItMay, lines::add);
        assertThat(upcoming.now()).isNull();
        List<@Nullable Monitor> got = new CopyOnWriteArrayList<>();
        List<Thread> waiting = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(() -> got.add(upcoming.await()));
            thread.start();
            waiting.add(thread);
        }

        mayBeMade.countDown();
        for (Thread thread : waiting) {
            thread.join();
        }

        assertThat(got).hasSize(4).containsOnly(monitor);
        assertThat(upcoming.now()).isSameAs(monitor);
        assertThat(lines).isEmpty();
    }

    @Test
    void anInterruptIsKeptAndDoesNotEndTheWait() throws Exception {
        Upcoming upcoming = Upcoming.by(this::madeWhenItMay, lines::add);
        List<Object> seen = new CopyOnWriteArrayList<>();
        Thread waiting = new Thread(() -> {
            Monitor got = upcoming.await();
            seen.add(got == monitor);
            seen.add(Thread.currentThread().isInterrupted());
        });
        waiting.interrupt();
        waiting.start();
        waiting.interrupt();

        mayBeMade.countDown();
        waiting.join();

        assertThat(seen).containsExactly(true, true);
    }

    @Test
    void oneThatCannotBeMadeIsToldAndKeepsNobodyWaiting() {
        Upcoming upcoming = Upcoming.by(
                () -> {
                    throw new IllegalStateException("no room");
                },
                lines::add);

        assertThat(upcoming.await()).isNull();
        assertThat(lines)
                .singleElement()
                .asString()
                .contains("nothing is watched")
                .contains("no room");
    }

    private Monitor madeWhenItMay() {
        try {
            mayBeMade.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return monitor;
    }
}
