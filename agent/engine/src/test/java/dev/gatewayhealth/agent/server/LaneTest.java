package dev.gatewayhealth.agent.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.exchange.Connection;
import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.exchange.HeadFlaw;
import dev.gatewayhealth.exchange.RequestView;
import dev.gatewayhealth.exchange.SentHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LaneTest {

    private final Exchanges exchanges = new Exchanges(System::nanoTime);
    private final Lane lane = new Lane(exchanges, new Plain(), "a request");

    @Test
    void aRequestNobodyWorksOnEndsWithItsConnection() {
        lane.begin(System.nanoTime());
        lane.parked(false);
        assertThat(inFlight()).isOne();

        lane.gone();
        assertThat(inFlight()).isZero();
    }

    @Test
    void aRequestSomebodyWorksOnGoesOnUntilHeLeavesIt() {
        lane.begin(System.nanoTime());
        lane.gone();
        assertThat(inFlight()).isOne();

        lane.parked(false);
        assertThat(inFlight()).isZero();
    }

    @Test
    void whoLeavesItLateDoesNotEndWhatAnotherWorksOn() {
        lane.begin(System.nanoTime());
        CompletableFuture.runAsync(lane::resumed).join();
        lane.gone();
        lane.parked(false);

        assertThat(inFlight()).isOne();
    }

    @Test
    void whatWasNotDeliveredWhenItsConnectionWasClosedIsNotAnswered() {
        lane.begin(System.nanoTime());
        lane.parked(false);
        lane.gone();

        assertThat(exchanges.nextBrokenOff()).isNotNull();
    }

    @Test
    void whatWasDeliveredBeforeIsAnswered() {
        lane.begin(System.nanoTime());
        lane.delivered();
        lane.parked(false);
        lane.gone();

        assertThat(exchanges.nextBrokenOff()).isNull();
    }

    @Test
    void howLongItsConnectionWasIdleBetweenTwoRequestsIsToldWhileSomebodyWantsToKnow() {
        exchanges.wantIdle(true);
        exchanges.curious(2);
        long second = 1_000_000_000L;
        lane.on("a connection");
        lane.begin(System.nanoTime());
        assertThat(exchanges.takeLongestIdle()).isEqualTo(-1);
        lane.end();

        lane.begin(System.nanoTime() + 3 * second);
        assertThat(exchanges.takeLongestIdle()).isBetween(3 * second, 30 * second);
    }

    @Test
    void aPollBetweenTwoRequestsAndAnotherConnectionAreNoIdleTime() {
        exchanges.wantIdle(true);
        exchanges.curious(3);
        lane.on("a connection");
        lane.begin(System.nanoTime());
        lane.end();
        lane.end();
        lane.begin(System.nanoTime());
        lane.end();
        lane.on("another");
        lane.begin(System.nanoTime());

        assertThat(exchanges.takeLongestIdle()).isEqualTo(-1);
    }

    @Test
    void earlyHintsAreNotTheHeaderButAreReadAsNginxReadsThem() {
        lane.begin(System.nanoTime());
        lane.flushing(bytes("HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n"));

        SentHead hints = exchanges.heads().next();
        assertThat(hints).isNotNull();
        assertThat(hints.flaws() & HeadFlaw.EARLY_HINTS).isNotZero();

        ByteBuffer[] response = {bytes("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")};
        lane.flushing(response);
        exchanges.visit((exchange, generation, state) ->
                assertThat(exchange.headerBytes()).isEqualTo(response[0].remaining()));
        assertThat(exchanges.heads().next()).isNull();
    }

    @Test
    void whatIsNoHeaderAtAllIsNotRead() {
        lane.begin(System.nanoTime());
        lane.flushing(bytes("1"));
        lane.flushing(new ByteBuffer[0]);
        lane.flushing(new byte[] {'H'});
        lane.flushing(null);

        assertThat(exchanges.heads().next()).isNull();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Those that broke off and were not judged yet not included. */
    private int inFlight() {
        int[] running = {0};
        exchanges.visit((exchange, generation, state) -> running[0]++);
        return running[0];
    }

    private record Plain() implements RequestView {

        @Override
        public String method(Object request) {
            return "GET";
        }

        @Override
        public String path(Object request) {
            return "/";
        }

        @Override
        public String protocol(Object request) {
            return "HTTP/1.1";
        }

        @Override
        public @Nullable String header(Object request, String name) {
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
        public boolean delivered(Object request, @Nullable Object connection) {
            return false;
        }

        @Override
        public @Nullable Connection connection(Object connection) {
            return null;
        }
    }
}
