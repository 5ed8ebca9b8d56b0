package dev.gatewayhealth.agent.server;

import dev.gatewayhealth.library.ResponseStamps;
import dev.gatewayhealth.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Puts the stamps on the responses of one kind of server, on that server's threads, before the header is written.
 *
 * @param kind knows how to set a field
 * @param wanted which stamps
 */
public record Stamps(ServerKind kind, ResponseStamps wanted) {

    /**
     * {@return the stamps that are wanted; null where nothing is to be stamped}
     *
     * @param kind knows how to set a field
     * @param settings what the operator set, every key with its default
     */
    public static @Nullable Stamps of(ServerKind kind, Settings settings) {
        ResponseStamps wanted = ResponseStamps.of(settings);
        return wanted == null ? null : new Stamps(kind, wanted);
    }

    /**
     * Stamps one response.
     *
     * @param response as {@link ServerKind#stamp} takes it
     * @param arrivalNanos when its request came, on the clock of {@link System#nanoTime}; {@link Lane#NEVER} if nobody knows
     * @param now on the same clock
     */
    public void put(Object response, long arrivalNanos, long now) {
        try {
            String instance = wanted.instance();
            if (instance != null) {
                kind.stamp(response, ResponseStamps.INSTANCE, instance);
            }
            if (wanted.timing() && arrivalNanos != Lane.NEVER) {
                kind.stamp(response, ResponseStamps.TIMING, ResponseStamps.took(now - arrivalNanos));
            }
        } catch (RuntimeException e) {
            // Fields that cannot be written (any more): this response goes without.
        }
    }
}
