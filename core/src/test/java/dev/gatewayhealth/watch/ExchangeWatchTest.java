package dev.gatewayhealth.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewayhealth.contract.GatewayContract;
import dev.gatewayhealth.contract.Limits;
import dev.gatewayhealth.contract.Location;
import dev.gatewayhealth.contract.Match;
import dev.gatewayhealth.contract.Overrides;
import dev.gatewayhealth.contract.Sourced;
import dev.gatewayhealth.exchange.BodyStream;
import dev.gatewayhealth.exchange.Connection;
import dev.gatewayhealth.exchange.Exchange;
import dev.gatewayhealth.exchange.Exchanges;
import dev.gatewayhealth.exchange.ManualTicker;
import dev.gatewayhealth.exchange.OtherEnd;
import dev.gatewayhealth.exchange.PlainRequest;
import dev.gatewayhealth.exchange.Spread;
import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Severity;
import dev.gatewayhealth.proc.SocketTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class ExchangeWatchTest {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final ManualTicker ticker = new ManualTicker();
    private final Exchanges exchanges = new Exchanges(ticker);
    private GatewayContract contract =
            GatewayContract.assumed(new Overrides(LIMIT, null, null, null, null, null), null);
    private SocketTable table = new SocketTable(Path.of("/proc"), ticker::nanos);
    private ExchangeWatch watch = watch();
    private long wall = 1_700_000_000_000L;

    @Test
    void aSilentExchangeIsNearAtItsShareOfTheLimitAndNotBefore() {
        begin(PlainRequest.get("/slow"));

        pass(3900);
        assertThat(states()).isEmpty();
        pass(200);

        assertThat(states()).singleElement().satisfies(near -> {
            assertThat(near.code()).isEqualTo(Code.READ_TIMEOUT_NEAR);
            assertThat(near.severity()).isEqualTo(Severity.WARNING);
            assertThat(near.message())
                    .contains(
                            "GET /slow",
                            "5 s",
                            "proxy_read_timeout",
                            Thread.currentThread().getName());
            assertThat(near.gateway().status()).isEqualTo(504);
            assertThat(near.evidence()).containsEntry("limitMs", 5000L);
        });
    }

    @Test
    void whoRestsFarFromItsLimitIsNearAtItsShareOfItAllTheSame() {
        limit(Duration.ofSeconds(60));
        Exchange exchange = begin(PlainRequest.get("/slow"));
        pass(47_500);
        assertThat(states()).isEmpty();
        assertThat(resting(exchange)).isTrue();

        pass(600);

        assertThat(states()).extracting(Noticed::code).containsExactly(Code.READ_TIMEOUT_NEAR);
        assertThat(resting(exchange)).isFalse();
    }

    @Test
    void whoCommitsItsHeaderWhileItRestsIsJudgedByTheOtherClockFromThenOn() {
        limit(Duration.ofSeconds(60));
        Exchange exchange = begin(PlainRequest.get("/late"));
        pass(30_000);
        assertThat(resting(exchange)).isTrue();

        exchange.committed(100);
        exchange.writing();
        exchange.wrote();
        pass(100);
        assertThat(resting(exchange)).isFalse();
        pass(47_400);
        assertThat(states()).isEmpty();
        pass(1000);

        assertThat(states())
                .singleElement()
                .satisfies(near -> assertThat(near.evidence()).containsEntry("phase", "streaming"));
    }

    @Test
    void aStricterLimitIsHeldAgainstThoseThatRestAtTheNextLook() {
        limit(Duration.ofSeconds(60));
        Exchange exchange = begin(PlainRequest.get("/slow"));
        pass(5_500);
        assertThat(resting(exchange)).isTrue();

        limit(Duration.ofSeconds(6));
        pass(100);

        assertThat(states()).extracting(Noticed::code).containsExactly(Code.READ_TIMEOUT_NEAR);
    }

    @Test
    void whoIsFoundToBeLeftWhileItRestsIsCountedAtThatLook() throws Exception {
        limit(Duration.ofSeconds(60));
        try (Wire wire = new Wire()) {
            PlainRequest.Told socket = new PlainRequest.Told(wire.connection());
            Exchange exchange = begin(PlainRequest.get("/slow"), socket);
            pass(10_000);
            assertThat(resting(exchange)).isTrue();

            socket.otherEnd = OtherEnd.GONE;
            pass(100);

            assertThat(watch.counts().abandoned()).isOne();
        }
    }

    @Test
    void whatWhoRestedHadUsedOfItsLimitIsKnownToTheLastLook() {
        limit(Duration.ofSeconds(60));
        Exchange exchange = begin(PlainRequest.get("/slow"));
        // It was last judged after 29 s, and had not used half of its limit then.
        pass(30_500);
        assertThat(resting(exchange)).isTrue();
        exchange.end(exchange.generation());
        pass(100);

        assertThat(watch.measured().limitUsed().get(LimitUse.UNKNOWN).buckets())
                .extracting(Spread.Bucket::count)
                .containsExactly(0L, 1L, 0L, 0L, 0L);
    }

    @Test
    void bytesBeforeTheHeaderIsCompleteRestartNothing() {
        Exchange exchange = begin(PlainRequest.get("/trickled-header"));

        for (int i = 0; i < 45; i++) {
            exchange.writing();
            exchange.wrote();
            pass(100);
        }

        assertThat(states()).extracting(Noticed::code).containsExactly(Code.READ_TIMEOUT_NEAR);
    }

    @Test
    void everyByteOfTheBodyRestartsTheClock() {
        Exchange exchange = begin(PlainRequest.get("/stream"));
        exchange.committed(100);
        for (int i = 0; i < 100; i++) {
            exchange.writing();
            exchange.wrote();
            pass(1000);
            assertThat(states()).isEmpty();
        }

        pass(3200);

        assertThat(states()).singleElement().satisfies(near -> {
            assertThat(near.evidence()).containsEntry("phase", "streaming");
            assertThat(near.gateway().status()).isEqualTo(200);
        });
    }

    @Test
    void aHeaderThatIsCompleteButHasNotLeftRestartsNothing() {
        Exchange exchange = begin(PlainRequest.get("/buffered"));
        pass(2000);
        exchange.committed(100);

        pass(2100);

        assertThat(states()).hasSize(1);
    }

    @Test
    void aWriteThatBlocksIsTheGatewayNotReading() {
        Exchange exchange = begin(PlainRequest.get("/download"));
        exchange.committed(100);
        exchange.writing();

        pass(60000);

        assertThat(states()).isEmpty();
        exchange.wrote();
        pass(4300);
        assertThat(states()).hasSize(1);
    }

    @Test
    void anExchangeThatAnswersInTimeIsNearNoMore() {
        Exchange exchange = begin(PlainRequest.get("/late"));
        pass(4500);
        assertThat(states()).hasSize(1);

        exchange.committed(100);
        exchange.writing();
        exchange.wrote();
        pass(100);

        assertThat(states()).isEmpty();
        assertThat(watch.counts().gaveUp()).isZero();
    }

    @Test
    void whatWaitedInAQueueHasLessTimeLeft() {
        PlainRequest request = PlainRequest.get("/queued");
        request.headers.put("X-Request-Start", "t=" + (wall - 3000));
        watch.waitHere().queues(3_100_000_000L, true);
        begin(request);

        pass(1200);

        assertThat(states()).hasSize(1);
    }

    @Test
    void whatAnotherServerHasCostIsNoWaitHereAndTakesNothingOfTheTimeThatIsLeft() throws Exception {
        try (Wire wire = new Wire()) {
            PlainRequest request = PlainRequest.get("/retried");
            request.headers.put("X-Request-Start", "t=" + (wall - 5003));
            begin(request, wire.connection());

            pass(3500);
            assertThat(states()).isEmpty();
            wire.gateway.close();
            pass(1000);

            assertThat(events).as("dead on arrival").isEmpty();
            assertThat(watch.counts().abandoned()).as("clients that left").isOne();
        }
    }

    @Test
    void anUploadIsStampedBeforeItComesAndHasNotWaitedHereForSoLong() {
        watch.waitHere().queues(9_000_000_000L, true);
        PlainRequest request = PlainRequest.get("/upload");
        request.headers.put("X-Request-Start", "t=" + (wall - 30000));
        request.headers.put("Content-Length", "30000000");
        begin(request);

        pass(3500);

        assertThat(events).isEmpty();
        assertThat(states()).isEmpty();
    }

    @Test
    void aRequestThatWaitedTooLongInAQueueIsSaid() {
        PlainRequest request = PlainRequest.get("/dead-on-arrival");
        request.headers.put("X-Request-Start", "t=" + (wall - 6000));
        watch.waitHere().queues(6_000_000_000L, true);
        begin(request);

        pass(600);

        assertThat(events).singleElement().satisfies(wait -> {
            assertThat(wait.code()).isEqualTo(Code.QUEUE_WAIT);
            assertThat(wait.severity()).isEqualTo(Severity.CRITICAL);
        });
    }

    @Test
    void aConnectionClosedAtTheLimitMeansThatTheGatewayGaveUp() throws Exception {
        try (Wire wire = new Wire()) {
            Exchange exchange = begin(PlainRequest.get("/slow"), wire.connection());
            pass(5000);
            wire.gateway.close();
            pass(300);

            assertThat(watch.counts().gaveUp()).isEqualTo(1);
            assertThat(events).extracting(Noticed::code).containsExactly(Code.GATEWAY_GAVE_UP);
            pass(1500);
            assertThat(states()).extracting(Noticed::code).containsExactly(Code.ABANDONED_WORK);
            exchange.end(exchange.generation());
            pass(100);
            assertThat(states()).isEmpty();
            assertThat(watch.counts().answered()).isZero();
        }
    }

    @Test
    void aConnectionClosedBeforeTheLimitMeansThatTheClientLeft() throws Exception {
        try (Wire wire = new Wire()) {
            begin(PlainRequest.get("/slow"), wire.connection());
            pass(2000);
            wire.gateway.close();
            pass(300);

            assertThat(watch.counts().abandoned()).isEqualTo(1);
            assertThat(watch.counts().gaveUp()).isZero();
            assertThat(events).isEmpty();
        }
    }

    @Test
    void aConnectionThatIsResetIsLeftToo() throws Exception {
        try (Wire wire = new Wire()) {
            begin(PlainRequest.get("/slow"), wire.connection());
            pass(2000);
            wire.gateway.setSoLinger(true, 0);
            wire.gateway.close();
            pass(500);

            assertThat(watch.counts().abandoned()).isEqualTo(1);
        }
    }

    @Test
    void aSocketThatSaysItsOtherEndIsGoneIsBelievedAtTheNextLook() throws Exception {
        table = new SocketTable(Path.of("/nowhere"), ticker::nanos);
        watch = watch();
        try (Wire wire = new Wire()) {
            PlainRequest.Told left = new PlainRequest.Told(wire.connection());
            PlainRequest.Told gaveUp = new PlainRequest.Told(wire.connection());
            begin(PlainRequest.get("/slow"), left);
            begin(PlainRequest.get("/slow"), gaveUp);
            pass(4000);
            left.otherEnd = OtherEnd.GONE;
            pass(100);
            assertThat(watch.counts().abandoned()).isEqualTo(1);

            pass(1000);
            gaveUp.otherEnd = OtherEnd.GONE;
            pass(100);
            assertThat(watch.counts().gaveUp()).isEqualTo(1);
            assertThat(events)
                    .singleElement()
                    .satisfies(event -> assertThat(event.evidence()).containsEntry("inferred", false));
        }
    }

    @Test
    void amongVeryManyEachHasItsTurnAndOneAtItsLimitIsAskedAtEveryLook() throws Exception {
        table = new SocketTable(Path.of("/nowhere"), ticker::nanos);
        watch = watch();
        try (Wire wire = new Wire()) {
            PlainRequest.Told early = new PlainRequest.Told(wire.connection());
            begin(PlainRequest.get("/slow"), early);
            pass(4000);
            List<PlainRequest.Told> sockets = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                sockets.add(new PlainRequest.Told(wire.connection()));
                begin(PlainRequest.get("/slow"), sockets.get(i));
            }
            pass(500);
            for (int i = 0; i < 20; i++) {
                sockets.get(100 * i).otherEnd = OtherEnd.GONE;
            }
            pass(100);
            assertThat(watch.counts().abandoned()).as("a part of them").isBetween(1L, 19L);
            pass(300);
            assertThat(watch.counts().abandoned()).isEqualTo(20);

            pass(200);
            early.otherEnd = OtherEnd.GONE;
            pass(100);
            assertThat(watch.counts().gaveUp()).isEqualTo(1);
        }
    }

    @Test
    void whoLeavesAndIsWrittenToBeforeTheNextLookIsNotAnswered() throws Exception {
        table = new SocketTable(Path.of("/nowhere"), ticker::nanos);
        watch = watch();
        try (Wire wire = new Wire()) {
            PlainRequest.Told left = new PlainRequest.Told(wire.connection());
            PlainRequest.Told gaveUp = new PlainRequest.Told(wire.connection());
            PlainRequest.Told content = new PlainRequest.Told(wire.connection());
            PlainRequest sent = PlainRequest.get("/slow");
            Exchange first = begin(PlainRequest.get("/slow"), left);
            Exchange second = begin(PlainRequest.get("/slow"), gaveUp);
            Exchange third = begin(sent, content);
            pass(4000);
            left.otherEnd = OtherEnd.GONE;
            content.otherEnd = OtherEnd.GONE;
            sent.delivered = true;
            answer(first);
            answer(third);
            // What broke off is judged at the next look, and counted from the one after it on.
            pass(200);
            assertThat(watch.counts().abandoned()).isEqualTo(1);
            assertThat(watch.counts().answered()).isEqualTo(1);

            pass(800);
            gaveUp.otherEnd = OtherEnd.GONE;
            answer(second);
            pass(200);
            assertThat(watch.counts().gaveUp()).isEqualTo(1);
        }
    }

    private static void answer(Exchange exchange) {
        exchange.committed(100);
        exchange.writing();
        exchange.wrote();
        exchange.delivered();
        exchange.end(exchange.generation());
    }

    @Test
    void aSocketThatSaysItsOtherEndIsThereLeavesNothingToInfer() throws Exception {
        table = new SocketTable(Path.of("/nowhere"), ticker::nanos);
        watch = watch();
        try (Wire wire = new Wire()) {
            begin(PlainRequest.get("/slow"), new PlainRequest.Told(wire.connection()));

            pass(10000);

            assertThat(watch.counts().gaveUp()).isZero();
        }
    }

    @Test
    void whoLeavesWhileALongTableIsReadIsSeenOffMeanwhile() throws Exception {
        try (Wire wire = new Wire()) {
            PlainRequest.Told socket = new PlainRequest.Told(wire.connection());
            table = new SocketTable(Path.of("/proc"), () -> {
                // A reading that takes long, in the middle of which the client leaves.
                ticker.advance(Duration.ofMillis(150));
                socket.otherEnd = OtherEnd.GONE;
                return ticker.nanos();
            });
            watch = watch();
            Exchange exchange = begin(PlainRequest.get("/stream"), socket);
            exchange.committed(100);

            pass(200);
            exchange.end(exchange.generation());

            assertThat(watch.counts().abandoned()).isEqualTo(1);
            assertThat(watch.counts().inFlight()).isZero();
            assertThat(watch.findings().shown()).hasSize(1);
        }
    }

    @Test
    void aStreamIsNearAtTheLookThatFindsItSoHoweverSeldomTheTableIsRead() throws Exception {
        try (Wire wire = new Wire()) {
            // A reading of ten milliseconds may be made once a second.
            table = new SocketTable(Path.of("/proc"), new TenMillisecondsEach());
            watch = watch();
            Exchange exchange = begin(PlainRequest.get("/stream"), new PlainRequest.Told(wire.connection()));
            exchange.committed(100);
            exchange.writing();
            exchange.wrote();
            pass(3000);
            while (states().isEmpty()) {
                pass(100);
            }
            assertThat(states())
                    .singleElement()
                    .satisfies(near ->
                            assertThat((long) near.evidence().get("silenceMs")).isBetween(4000L, 4130L));
        }
    }

    @Test
    void theTableIsReadOnlyForWhatStandsNowhereElse() throws Exception {
        AtomicInteger readings = new AtomicInteger();
        table = new SocketTable(Path.of("/proc"), () -> {
            readings.incrementAndGet();
            return ticker.nanos();
        });
        watch = watch();
        try (Wire wire = new Wire()) {
            Exchange exchange = begin(PlainRequest.get("/slow"), new PlainRequest.Told(wire.connection()));
            pass(6000);
            assertThat(readings).hasValue(0);

            exchange.committed(100);
            pass(200);
            assertThat(readings).hasPositiveValue();
        }
    }

    @Test
    void aConnectionClosedAfterTheWholeAnswerIsNoDeparture() throws Exception {
        try (Wire wire = new Wire()) {
            PlainRequest request = PlainRequest.get("/works-on");
            Exchange exchange = begin(request, wire.connection());
            exchange.committed(100);
            exchange.writing();
            exchange.wrote();
            request.delivered = true;
            pass(1000);
            wire.gateway.close();
            pass(10000);

            assertThat(states()).isEmpty();
            assertThat(events).isEmpty();
            assertThat(watch.counts().inFlight()).isEqualTo(1);
        }
    }

    @Test
    void bytesTheGatewayHasNotReadMeanThatItIsTheOneWhoIsSlow() throws Exception {
        try (Wire wire = new Wire()) {
            Exchange exchange = begin(PlainRequest.get("/download"), wire.connection());
            exchange.committed(100);
            wire.service.getOutputStream().write(new byte[1000]);
            exchange.writing();
            exchange.wrote();

            pass(20000);

            assertThat(states()).isEmpty();
            assertThat(wire.gateway.getInputStream().readNBytes(1000)).hasSize(1000);
            pass(4500);
            assertThat(states()).hasSize(1);
        }
    }

    @Test
    void whileTheGatewayHasMoreToSendItsClockDoesNotRunAgainstTheService() throws Exception {
        try (Wire wire = new Wire()) {
            PlainRequest upload = PlainRequest.get("/upload");
            upload.bodyExpected = 5000;
            begin(upload, wire.connection());

            pass(30000);
            assertThat(states()).isEmpty();

            upload.bodyReceived = 5000;
            pass(4300);
            assertThat(states())
                    .singleElement()
                    .satisfies(near -> assertThat(near.evidence()).containsEntry("phase", "before-header"));
        }
    }

    @Test
    void aBodyThatLiesHereWholeRunsAgainstTheReadTimeoutThoughItIsTakenLate() throws Exception {
        try (Wire wire = new Wire()) {
            PlainRequest upload = PlainRequest.get("/upload");
            upload.bodyExpected = 5000;
            begin(upload, wire.connection());
            wire.gateway.getOutputStream().write(new byte[5000]);

            pass(3000);
            assertThat(wire.service.getInputStream().readNBytes(5000)).hasSize(5000);
            upload.bodyReceived = 5000;
            pass(1300);

            assertThat(states())
                    .singleElement()
                    .satisfies(near -> assertThat(near.evidence()).containsEntry("phase", "before-header"));
        }
    }

    @Test
    void aBodyThatLiesHereBeforeTheTableIsFirstAskedForItCountsFromTheBeginning() throws Exception {
        try (Wire wire = new Wire()) {
            PlainRequest upload = PlainRequest.get("/upload");
            upload.bodyExpected = 5000;
            begin(upload, new PlainRequest.Told(wire.connection()));
            wire.gateway.getOutputStream().write(new byte[5000]);

            pass(3900);
            assertThat(states()).isEmpty();
            pass(200);

            assertThat(states())
                    .singleElement()
                    .satisfies(near -> assertThat(near.evidence()).containsEntry("phase", "before-header"));
        }
    }

    @Test
    void aBodyThatKeepsComingIsNoSilenceThoughNobodyTakesIt() throws Exception {
        contract = GatewayContract.assumed(new Overrides(LIMIT, Duration.ofSeconds(2), null, null, null, null), null);
        watch = watch();
        try (Wire wire = new Wire()) {
            PlainRequest upload = PlainRequest.get("/upload");
            upload.bodyExpected = 5_000_000;
            begin(upload, wire.connection());

            for (int i = 0; i < 6; i++) {
                wire.gateway.getOutputStream().write(new byte[1000]);
                pass(1000);
                assertThat(states()).isEmpty();
            }
        }
    }

    @Test
    void aBodyThatTheServiceDoesNotTakeRunsAgainstTheSendTimeout() throws Exception {
        contract = GatewayContract.assumed(new Overrides(LIMIT, Duration.ofSeconds(2), null, null, null, null), null);
        watch = watch();
        try (Wire wire = new Wire()) {
            PlainRequest upload = PlainRequest.get("/upload");
            upload.bodyExpected = 5_000_000;
            begin(upload, wire.connection());
            wire.gateway.getOutputStream().write(new byte[1000]);

            pass(1900);

            assertThat(states()).singleElement().satisfies(near -> {
                assertThat(near.code()).isEqualTo(Code.SEND_TIMEOUT_NEAR);
                assertThat(near.message()).contains("proxy_send_timeout");
            });
        }
    }

    @Test
    void aBodyThatOnlyTheStackOfItsThreadShowsToBeWaitedForIsTheGatewaysToSend() throws Exception {
        SlowBody body = new SlowBody();
        PlainRequest upload = PlainRequest.get("/upload");
        upload.bodyExpected = -1;
        upload.bodyStream = new BodyStream(SlowBody.class, SlowBody.class.getClassLoader());
        Exchange exchange = begin(upload);
        Thread service = new Thread(() -> {
            exchange.onThread();
            body.read();
        });
        service.start();
        body.asked.await();

        pass(30000);
        assertThat(states()).isEmpty();

        body.came.countDown();
        service.join();
        pass(3500);
        assertThat(states()).isEmpty();
        pass(1000);
        assertThat(states())
                .singleElement()
                .satisfies(near -> assertThat(near.evidence()).containsEntry("phase", "before-header"));
    }

    @Test
    void amongSeveralPossibleLimitsTheStrictestIsANoticeAndTheMostLenientAWarning() {
        contract = ambiguous(Duration.ofSeconds(5), Duration.ofSeconds(20));
        watch = watch();
        begin(PlainRequest.get("/either"));

        pass(4100);
        assertThat(states())
                .singleElement()
                .satisfies(near -> assertThat(near.severity()).isEqualTo(Severity.NOTICE));
        pass(12000);
        assertThat(states())
                .singleElement()
                .satisfies(near -> assertThat(near.severity()).isEqualTo(Severity.WARNING));
    }

    @Test
    void whoIsLeftAtOneOfSeveralPossibleLimitsWasLeftAtThatOne() throws Exception {
        contract = ambiguous(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(60));
        watch = watch();
        try (Wire wire = new Wire()) {
            PlainRequest.Told socket = new PlainRequest.Told(wire.connection());
            begin(PlainRequest.get("/one-of-three"), socket);
            pass(4000);

            socket.otherEnd = OtherEnd.GONE;
            pass(100);

            assertThat(watch.counts().gaveUp()).isOne();
            assertThat(events).singleElement().satisfies(gaveUp -> {
                assertThat(gaveUp.evidence()).containsEntry("limitMs", 4000L).containsEntry("location", "/4/");
                assertThat(gaveUp.remedy().get(0).change()).isEqualTo("proxy_read_timeout 8s;");
            });
        }
    }

    @Test
    void whoIsLeftBetweenTwoPossibleLimitsWasLeftByTheClient() throws Exception {
        contract = ambiguous(Duration.ofSeconds(2), Duration.ofSeconds(6), Duration.ofSeconds(60));
        watch = watch();
        try (Wire wire = new Wire()) {
            PlainRequest.Told socket = new PlainRequest.Told(wire.connection());
            begin(PlainRequest.get("/one-of-three"), socket);
            pass(4000);

            socket.otherEnd = OtherEnd.GONE;
            pass(100);

            assertThat(watch.counts().abandoned()).isOne();
        }
    }

    @Test
    void aLimitAtWhichNobodyLeftIsNotItsLimit() throws Exception {
        contract = ambiguous(Duration.ofSeconds(2), Duration.ofSeconds(20));
        watch = watch();
        try (Wire wire = new Wire()) {
            begin(PlainRequest.get("/either"), new PlainRequest.Told(wire.connection()));
            pass(2900);
            assertThat(states()).hasSize(1);

            pass(200);
            assertThat(states()).isEmpty();
            pass(13_000);

            assertThat(states()).singleElement().satisfies(near -> {
                assertThat(near.severity()).isEqualTo(Severity.WARNING);
                assertThat(near.evidence()).containsEntry("location", "/20/").containsEntry("ambiguous", false);
            });
        }
    }

    @Test
    void whatWaitedForAThreadUnreadHasLessTimeLeftThoughNobodyStampedIt() {
        watch.unreadWait().look(ticker.nanos(), 3_000_000_000L);
        begin(PlainRequest.get("/queued"));

        pass(900);
        assertThat(states()).isEmpty();
        pass(200);

        assertThat(states())
                .singleElement()
                .satisfies(near -> assertThat(near.code()).isEqualTo(Code.READ_TIMEOUT_NEAR));
    }

    @Test
    void whoIsLeftAtTheLimitLessItsWaitForAThreadWasGivenUp() throws Exception {
        try (Wire wire = new Wire()) {
            PlainRequest upload = PlainRequest.get("/upload");
            upload.bodyExpected = 5;
            upload.bodyReceived = 5;
            PlainRequest.Told get = new PlainRequest.Told(wire.connection());
            PlainRequest.Told post = new PlainRequest.Told(wire.connection());
            watch.unreadWait().look(ticker.nanos(), 3_000_000_000L);
            begin(PlainRequest.get("/queued"), get);
            begin(upload, post);
            pass(2000);

            get.otherEnd = OtherEnd.GONE;
            post.otherEnd = OtherEnd.GONE;
            pass(100);

            assertThat(watch.counts().gaveUp()).isEqualTo(2);
        }
    }

    @Test
    void onAUnixSocketGivingUpIsInferredFromTheLimitAndSaidToBe() {
        begin(PlainRequest.get("/slow"), Connection.unix("/run/app.sock"));

        pass(5900);
        assertThat(watch.counts().gaveUp()).isZero();
        pass(300);

        assertThat(watch.counts().gaveUp()).isEqualTo(1);
        assertThat(events)
                .singleElement()
                .satisfies(gaveUp -> assertThat(gaveUp.evidence()).containsEntry("inferred", true));
    }

    @Test
    void withoutTheKernelsTableGivingUpIsInferredToo() throws Exception {
        table = new SocketTable(Path.of("/nowhere"), ticker::nanos);
        watch = watch();
        try (Wire wire = new Wire()) {
            begin(PlainRequest.get("/slow"), wire.connection());

            pass(6300);

            assertThat(watch.counts().gaveUp()).isEqualTo(1);
        }
    }

    @Test
    void aConnectionThatBreaksUnderAWriteIsJudgedByTheLimit() {
        breakAfter(5000);
        assertThat(watch.counts().gaveUp()).isEqualTo(1);

        breakAfter(1000);
        assertThat(watch.counts().abandoned()).isEqualTo(1);
        assertThat(watch.counts().answered()).isZero();
    }

    @Test
    void manyNearOnesOfOneLocationAreOneStatement() {
        for (int i = 0; i < 50; i++) {
            begin(PlainRequest.get("/slow/" + i));
        }

        pass(3900);
        assertThat(states()).isEmpty();
        pass(100);

        assertThat(states()).singleElement().satisfies(near -> {
            assertThat(near.occurrences()).isEqualTo(50);
            assertThat(near.message()).contains("and 49 more");
        });
        pass(100);
        assertThat(states().get(0).occurrences()).isZero();
    }

    private final List<Noticed> events = new ArrayList<>();

    private ExchangeWatch watch() {
        return new ExchangeWatch(
                exchanges,
                () -> contract,
                table,
                new WatchSettings(0.8, false, Duration.ofMinutes(2), null),
                ticker.nanos());
    }

    private void limit(Duration readTimeout) {
        contract = GatewayContract.assumed(new Overrides(readTimeout, null, null, null, null, null), null);
    }

    private boolean resting(Exchange exchange) {
        return ((Followed) exchange.watched().more()).isResting(ticker.nanos());
    }

    private Exchange begin(PlainRequest request) {
        return begin(request, null);
    }

    private Exchange begin(PlainRequest request, Object connection) {
        return exchanges.begin(ticker.nanos(), PlainRequest.VIEW, request, connection);
    }

    private void breakAfter(long millis) {
        Exchange exchange = begin(PlainRequest.get("/slow"));
        pass(millis);
        exchange.broken(false);
        exchange.end(exchange.generation());
        pass(200);
    }

    /** Lets milliseconds pass as the watchdog sees it: a look every 100 ms. */
    private void pass(long millis) {
        long steps = millis / 100;
        for (long i = 0; i < steps; i++) {
            ticker.advance(Duration.ofMillis(100));
            wall += 100;
            watch.look(ticker.nanos(), wall);
            events.addAll(watch.findings().events());
        }
    }

    private List<Noticed> states() {
        return watch.findings().states();
    }

    private static GatewayContract ambiguous(Duration... readTimeouts) {
        List<Location> locations = new ArrayList<>();
        for (Duration each : readTimeouts) {
            locations.add(location("/" + each.toSeconds() + "/", each));
        }
        return GatewayContract.read("nginx.conf", Match.of(locations), List.of(), received -> Match.of(locations));
    }

    private static Location location(String match, Duration readTimeout) {
        Limits limits = Limits.defaults();
        return new Location(
                match,
                "",
                "nginx.conf:1",
                new Limits(
                        new Sourced<>(readTimeout, "nginx.conf:2"),
                        limits.proxySendTimeout(),
                        limits.proxyConnectTimeout(),
                        limits.keepaliveTimeout(),
                        limits.proxyBufferSize(),
                        limits.clientMaxBodySize()));
    }

    /** A real connection between a gateway and a service on this machine. */
    private static final class Wire implements AutoCloseable {

        private final ServerSocket listener;
        private final Socket gateway;
        private final Socket service;

        Wire() throws IOException {
            listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
            gateway = new Socket(listener.getInetAddress(), listener.getLocalPort());
            service = listener.accept();
        }

        Connection connection() {
            return Connection.tcp((InetSocketAddress) service.getLocalSocketAddress(), (InetSocketAddress)
                    service.getRemoteSocketAddress());
        }

        @Override
        public void close() throws IOException {
            gateway.close();
            service.close();
            listener.close();
        }
    }

    /** The clock of a table of which each reading takes ten milliseconds, however many lines this machine's own has just now. */
    private final class TenMillisecondsEach implements LongSupplier {

        private long last = Long.MIN_VALUE;
        private boolean taken;

        @Override
        public long getAsLong() {
            if (ticker.nanos() != last) {
                taken = false;
            } else if (!taken) {
                ticker.advance(Duration.ofMillis(10));
                taken = true;
            }
            last = ticker.nanos();
            return last;
        }
    }

    /** Has its first byte when the test says so. */
    private static final class SlowBody {

        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch came = new CountDownLatch(1);

        int read() {
            asked.countDown();
            try {
                came.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return -1;
        }
    }
}
