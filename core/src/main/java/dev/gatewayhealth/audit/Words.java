package dev.gatewayhealth.audit;

import dev.gatewayhealth.contract.Sourced;
import dev.gatewayhealth.nginx.NginxSize;
import dev.gatewayhealth.nginx.NginxTime;
import java.time.Duration;

/** How values are worded in the audit's messages. */
final class Words {

    private Words() {}

    /** {@code 60s}, {@code never}. */
    static String time(Duration time) {
        return time.equals(ListenerLimits.NEVER) ? "never" : NginxTime.format(time);
    }

    /** {@code 8k}, {@code 1m}; {@code no limit}. */
    static String size(long bytes) {
        return bytes == ListenerLimits.NO_LIMIT ? "no limit" : NginxSize.format(bytes);
    }

    /** Where a value is from, in brackets. */
    static String from(Sourced<?> value) {
        return "(" + value.source() + ")";
    }
}
