package dev.gatewayhealth.resource;

import dev.gatewayhealth.contract.Listening;
import org.jspecify.annotations.Nullable;

/** What has to be known of a listener to probe it; implemented beside each container. Any thread may ask. Must not block. */
public interface ListenerGauge {

    /** {@return the connector for people: {@code connector :8080}} */
    String connector();

    /** {@return where it takes connections} */
    Listening listening();

    /** {@return whether it speaks TLS} */
    boolean secure();

    /** {@return why a request over HTTP/1.1 cannot be sent there, null if it can} */
    @Nullable
    String unfit();

    /** {@return whether its server has stopped it, or lets it pause, on purpose} */
    boolean stopped();
}
