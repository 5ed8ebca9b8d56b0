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

    /**
     * Told right after that, with what an answer of our own is written to.
     *
     * @param context the server's own
     */
    void heard(Object context);

    /**
     * A message is about to be encoded, which may use up what it holds; {@link #said} follows, whatever becomes of it.
     *
     * @param message the server's own
     */
    void saying(Object message);

    /**
     * {@return whether a message that is about to be encoded is the header of a response, and not of an interim one}
     *
     * @param message the server's own
     */
    default boolean answers(Object message) {
        return false;
    }

    /** {@return when the request came that is answered next, on the clock of {@link System#nanoTime}; {@link Lane#NEVER} if there is none} */
    default long arrivalNanos() {
        return Lane.NEVER;
    }

    /**
     * The header of a response was encoded; which one's, the next {@link #said} tells.
     *
     * @param bytes its size
     */
    void headerEncoded(int bytes);

    /**
     * Told right after that: the server's own buffer that holds that header, and nothing else.
     *
     * @param buffer its position is left alone
     */
    void headerIn(Object buffer);

    /**
     * Told before {@link #said}: whether that failed.
     *
     * @param thrown null if it did not
     */
    void unsaid(@Nullable Throwable thrown);

    /**
     * A message was encoded and handed on towards the wire.
     *
     * @param message the same object as before
     */
    void said(Object message);

    /**
     * Bytes have gone to the wire; or, where something was thrown, the connection is broken.
     *
     * @param thrown null if they have
     */
    void wrote(@Nullable Throwable thrown);

    /**
     * What was to be flushed was offered to the socket, which took all of it or is full.
     *
     * @param all false if it is full
     */
    void flushed(boolean all);

    /**
     * How many bytes wait in the connection's buffer, flushed or not, now that some have gone.
     *
     * @param pending above 0 while nginx does not take them
     */
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
