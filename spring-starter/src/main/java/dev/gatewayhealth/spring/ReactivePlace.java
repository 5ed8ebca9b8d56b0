package dev.gatewayhealth.spring;

import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.library.SharedMonitor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/** Tells the library's own monitor where a service without servlets listens, as soon as it does; a management port is none of the gateway's. */
final class ReactivePlace {

    private final ServiceHealth health;

    ReactivePlace(ServiceHealth health) {
        this.health = health;
    }

    @EventListener
    void opened(WebServerInitializedEvent event) {
        SharedMonitor own = health.own();
        int port = event.getWebServer().getPort();
        if (own != null && port > 0 && event.getApplicationContext().getServerNamespace() == null) {
            own.listening("Spring WebFlux", place(event.getApplicationContext().getEnvironment(), port));
        }
    }

    /** The address as it was set, everywhere if it was not or cannot be read as one. */
    private static Listening place(Environment environment, int port) {
        String address = environment.getProperty("server.address", "");
        try {
            return address.isEmpty()
                    ? Listening.port(port)
                    : new Listening(InetAddress.getByName(address).getHostAddress(), port, null);
        } catch (UnknownHostException e) {
            return Listening.port(port);
        }
    }
}
