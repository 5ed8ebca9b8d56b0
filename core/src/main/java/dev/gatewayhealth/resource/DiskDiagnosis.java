package dev.gatewayhealth.resource;

import static dev.gatewayhealth.resource.Words.mebibytes;
import static dev.gatewayhealth.resource.Words.percent;
import static dev.gatewayhealth.resource.Words.seconds;

import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;
import dev.gatewayhealth.finding.Remedy;
import dev.gatewayhealth.finding.Severity;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What to say of a file system.
 *
 * @param warnAt the share it warns from, once there is not plenty left
 */
record DiskDiagnosis(double warnAt) implements Diagnosis {

    private static final double NOTHING = 1 << 20;

    @Override
    public boolean onlyIfSomebodyWaits() {
        return false;
    }

    @Override
    public Pressure pressure(Pressure usual, Usage usage, Pressure before) {
        double left = usage.limit() - usage.used();
        if (left < NOTHING) {
            return Pressure.EXHAUSTED;
        }
        return usual == Pressure.NEAR && left >= Disk.PLENTY ? Pressure.CALM : usual;
    }

    @Override
    public Noticed notice(Pressure pressure, Usage usage, Forecast forecast) {
        String gateways = gateways(usage);
        boolean uploads = gateways.contains("client_body_temp_path");
        Noticed.Builder noticed = Evidence.of(Code.DISK, "disk", usage, forecast)
                .severity(pressure == Pressure.EXHAUSTED ? Severity.CRITICAL : Severity.WARNING)
                .message(what(pressure, usage, forecast)
                        + (gateways.isEmpty()
                                ? ""
                                : "; nginx keeps there what does not fit into its buffers: " + gateways));
        if (uploads || gateways.isEmpty()) {
            noticed.gateway(500, gateways.isEmpty() ? null : "pwrite() failed (28: No space left on device)");
        } else {
            noticed.gateway(200, "pwritev() failed (28: No space left on device) while reading upstream");
        }
        if (uploads) {
            noticed.remedy(Remedy.nginx("proxy_request_buffering off;"));
        }
        return noticed.remedy(Remedy.nginx("proxy_max_temp_file_size 0;"))
                .remedy(Remedy.host("delete or rotate what is below "
                        + usage.evidence().get("path") + ", or enlarge " + usage.source()))
                .build();
    }

    private static String what(Pressure pressure, Usage usage, Forecast forecast) {
        String left = mebibytes(usage.limit() - usage.used()) + " of " + mebibytes(usage.limit()) + " are left on "
                + usage.source() + ", where " + usage.evidence().get("path") + " is";
        return pressure == Pressure.FORECAST
                ? left + ", and none will be " + seconds(forecast.exhaustedInSeconds()) + " from now, at "
                        + mebibytes(forecast.perSecond()) + " more a second"
                : left + " (" + percent(usage.used() / usage.limit()) + " used)";
    }

    /** Empty where none of nginx's directories is known to lie there. */
    private static String gateways(Usage usage) {
        return usage.evidence().get(Disk.GATEWAYS) instanceof List<?> paths
                ? paths.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : "";
    }
}
