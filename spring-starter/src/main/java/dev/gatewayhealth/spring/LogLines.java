package dev.gatewayhealth.spring;

import java.util.function.Consumer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** Lines of the monitor in the service's own log, under the name {@code dev.gatewayhealth}; what warns is a warning there too. */
final class LogLines implements Consumer<String> {

    private static final String PREFIX = "[gateway-health] ";

    private final Log log = LogFactory.getLog("dev.gatewayhealth");

    @Override
    public void accept(String line) {
        String text = line.startsWith(PREFIX) ? line.substring(PREFIX.length()) : line;
        if (text.startsWith("WARN ") || text.startsWith("CRITICAL ")) {
            log.warn(text);
        } else {
            log.info(text);
        }
    }
}
