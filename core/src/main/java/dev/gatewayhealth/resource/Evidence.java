package dev.gatewayhealth.resource;

import dev.gatewayhealth.finding.Code;
import dev.gatewayhealth.finding.Noticed;

/** Begins a statement about a resource with the evidence all of them share. */
final class Evidence {

    private Evidence() {}

    static Noticed.Builder of(Code code, String subject, Usage usage, Forecast forecast) {
        Noticed.Builder noticed = Noticed.of(code, subject)
                .evidence("used", number(usage.used()))
                .evidence("limit", number(usage.limit()))
                .evidence("source", usage.source());
        usage.evidence().forEach(noticed::evidence);
        if (forecast.confidence() > 0) {
            noticed.evidence("perSecond", forecast.perSecond())
                    .evidence("exhaustedInSeconds", forecast.exhaustedInSeconds())
                    .evidence("confidence", forecast.confidence());
        }
        return noticed;
    }

    /** Whole numbers without a decimal point. */
    private static Number number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? (Number) (long) value : (Number) value;
    }
}
