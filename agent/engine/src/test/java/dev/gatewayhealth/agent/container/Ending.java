package dev.gatewayhealth.agent.container;

import static dev.gatewayhealth.exchange.Exchanges.Outcome.ABANDONED;
import static dev.gatewayhealth.exchange.Exchanges.Outcome.FAILED;

import dev.gatewayhealth.exchange.Exchanges.Outcome;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a client does with a connection, and what its requests come to. */
@SuppressWarnings("ImmutableEnumChecker") // what clients do keeps nothing
enum Ending {
    ASKED_ONCE(1, wire -> wire.get("/sync").rest()),
    KEPT(3, wire -> {
        wire.send(request("GET /sync")).readUntil("done");
        wire.send(request("GET /stream")).readUntil("last");
        wire.send(request("GET /sync")).readUntil("done");
    }),
    PIPELINED(3, wire -> wire.send(request("GET /sync").repeat(2)).get("/sync").rest()),
    HEAD_ONLY(1, wire -> wire.send(request("HEAD /sync")).readUntil("\r\n\r\n")),
    BODILESS(2, wire -> {
        wire.send(request("GET /wrong?unchanged")).readUntil("\r\n\r\n");
        wire.get("/wrong?none").rest();
    }),
    NOT_FOUND(1, wire -> wire.get("/nothing/here").rest()),
    ERROR(1, wire -> wire.get("/error").rest()),
    STREAM(1, wire -> wire.get("/stream").rest()),
    ASYNCHRONOUS(1, wire -> wire.get("/async").rest()),
    EXPIRED(1, wire -> wire.get("/expire").rest()),
    UPLOAD(
            1,
            wire -> wire.post("/upload", "Content-Length: 10")
                    .send("half.other")
                    .rest()),
    CUT_SHORT(FAILED, wire -> wire.get("/wrong?short").rest()),
    TORN_OFF(FAILED, wire -> wire.get("/wrong?torn").rest()),
    LEFT_WHILE_READING(ABANDONED, wire -> wire.get("/flood").readUntil("\r\n\r\n")),
    LEFT_WHILE_SENDING(
            ABANDONED, wire -> wire.post("/upload", "Content-Length: 10").send("half."));

    final int requests;
    private final @Nullable Outcome outcome;
    private final Consumer<Wire> client;

    Ending(int requests, Consumer<Wire> client) {
        this.requests = requests;
        this.outcome = null;
        this.client = client;
    }

    Ending(Outcome outcome, Consumer<Wire> client) {
        this.requests = 1;
        this.outcome = outcome;
        this.client = client;
    }

    /** What it comes to on that server; null for an answer. */
    @Nullable
    Outcome on(Server server) {
        return switch (this) {
            // What Grizzly counts of a body is not read.
            case CUT_SHORT -> server == Server.GRIZZLY_4_0 ? null : outcome;
            // These end what an error tore off as if it were whole, and nobody behind them can tell.
            case TORN_OFF -> server == Server.UNDERTOW_2_3 || server == Server.GRIZZLY_4_0 ? null : outcome;
            // It shuts the socket for reading itself when nothing more comes, and then the kernel cannot tell either.
            case LEFT_WHILE_SENDING -> server == Server.UNDERTOW_2_3 ? null : outcome;
            default -> outcome;
        };
    }

    void to(int port) {
        try (Wire wire = Wire.to(port)) {
            client.accept(wire);
        } catch (UncheckedIOException e) {
            // What is cut off may end with a reset.
            if (outcome == null) {
                throw e;
            }
        }
    }

    private static String request(String line) {
        return line + " HTTP/1.1\r\nHost: a.test\r\n\r\n";
    }
}
