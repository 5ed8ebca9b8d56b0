package dev.gatewayhealth.nginx;

import dev.gatewayhealth.contract.Listening;
import dev.gatewayhealth.contract.Pass;
import dev.gatewayhealth.contract.Passes;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Whose a line of the error log is: ours if its upstream is an address where this service listens. */
public final class ErrorLogOwner {

    private static final String UNIX = "unix:";

    private final OwnAddresses addresses;

    private ErrorLogOwner(OwnAddresses addresses) {
        this.addresses = addresses;
    }

    /**
     * {@return an owner of what names an address where the service listens, on this machine}
     *
     * @param listening every place where this service takes connections
     */
    public static ErrorLogOwner of(Collection<Listening> listening) {
        return new ErrorLogOwner(OwnAddresses.ofThisMachine(listening));
    }

    /**
     * {@return whether the line is about this service} What names a group of servers instead of an address is, if all of them are this
     * service.
     *
     * @param line any of the log
     * @param passes where the configuration leads
     */
    public boolean owns(ErrorLogLine line, Passes passes) {
        return owns(line) || (line.cause() == ErrorLogCause.NO_LIVE_UPSTREAMS && group(line.upstream(), passes));
    }

    private static boolean group(@Nullable String upstream, Passes passes) {
        int scheme = upstream == null ? -1 : upstream.indexOf("://");
        if (upstream == null || scheme < 0) {
            return false;
        }
        int slash = upstream.indexOf('/', scheme + 3);
        String name = upstream.substring(scheme + 3, slash < 0 ? upstream.length() : slash);
        boolean any = false;
        for (Pass pass : passes.all()) {
            if (name.equals(pass.group())) {
                any = true;
                if (!pass.ours() || pass.hasAnother()) {
                    return false;
                }
            }
        }
        return any;
    }

    /**
     * {@return whether the line names an address where this service listens}
     *
     * @param line any of the log
     */
    public boolean owns(ErrorLogLine line) {
        String upstream = line.upstream();
        int scheme = upstream == null ? -1 : upstream.indexOf("://");
        if (upstream == null) {
            return false;
        }
        // The stream module names the address alone.
        Address address = scheme < 0
                ? address(upstream, 0)
                : address(upstream.substring(scheme + 3), upstream.startsWith("https") ? 443 : 80);
        return address != null && addresses.ours(address) == OwnAddresses.Ours.YES;
    }

    /** nginx puts a colon between a unix socket and the URI. */
    private static @Nullable Address address(String text, int port) {
        if (text.startsWith(UNIX)) {
            int end = text.indexOf(":/", UNIX.length());
            return Address.of(end < 0 ? text : text.substring(0, end), port);
        }
        int end = 0;
        while (end < text.length() && "/?#\"".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        Address address = Address.of(text.substring(0, end), port);
        return address != null && address.numeric() ? address : null;
    }
}
