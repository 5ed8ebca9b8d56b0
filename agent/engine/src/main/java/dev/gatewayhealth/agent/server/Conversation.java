package dev.gatewayhealth.agent.server;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection that carries one request after the other, or several at once, and whose server is seen at the messages that are decoded
 * and encoded on it. All is called on the thread that does the connection's I/O, an event loop.
 */
public interface Conversation {

    /**
     * These messages were decoded and are about to be handed to the application.
     *
     * @param messages in order; what is taken out before {@link #heard} returns the application does not see
     */
    void decoded(List<?> messages);

    /** Told right after that, with what an answer of our own is written to. */
    void heard(Object context);

    /** A message is about to be encoded, which may use up what it holds; {@link #said} follows, whatever becomes of it. */
    void saying(Object message);

    /** Whether a message that is about to be encoded is the header of a response, and not of an interim one. */
    default boolean answers(Object message) {
        return false;
    }

    /** When the request came that is answered next, on the clock of {@link System#nanoTime}; {@link Lane#NEVER} if there is none. */
    default long arrivalNanos() {
        return Lane.NEVER;
    }

    /** The header of a response was encoded; which one's, the next {@link #said} tells. */
    void headerEncoded(int bytes);

    /** Told right after that: the server's own buffer that holds that header, and nothing else. */
    void headerIn(Object buffer);

    /** Told before {@link #said}: whether that failed. */
    void unsaid(@Nullable Throwable thrown);

    /** A message was encoded and handed on towards the wire. */
    void said(Object message);

    /** Bytes have gone to the wire; or, where something was thrown, the connection is broken. */
    void wrote(@Nullable Throwable thrown);

    /** What was to be flushed was offered to the socket, which took all of it or is full. */
    void flushed(boolean all);

    /** How many bytes wait in the connection's buffer, flushed or not, now that some have gone. */
    void drained(long pending);

    /** The event loop leaves what it has read to others, or to be gone on with later. */
    void parked();

    /**
     * The connection is about to be closed.
     *
     * @param ofItself whether the transport does so because the other end has; else it is the application
     */
    void closing(boolean ofItself);

    /** The connection is closed. */
    void closed();
}
