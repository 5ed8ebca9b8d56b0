package dev.gatewayhealth.resource;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gatewayhealth.proc.ProcFile;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The soft limit of open file descriptors, {@code RLIMIT_NOFILE}, read each time: it can be changed while we run. */
final class DescriptorLimit {

    private static final Pattern LINE = Pattern.compile("^Max open files +(\\d+|unlimited) ", Pattern.MULTILINE);

    private final ProcFile limits;

    DescriptorLimit(ProcFile limits) {
        this.limits = limits;
    }

    double read() throws IOException {
        if (!limits.read()) {
            throw new IOException(limits.problem());
        }
        Matcher matcher = LINE.matcher(new String(limits.bytes(), 0, limits.length(), US_ASCII));
        if (!matcher.find()) {
            throw new IOException("no line \"Max open files\" in /proc/self/limits");
        }
        String soft = matcher.group(1);
        return soft.equals("unlimited") ? Double.POSITIVE_INFINITY : Double.parseDouble(soft);
    }
}
