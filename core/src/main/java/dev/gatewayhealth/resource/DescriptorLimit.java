package dev.gatewayhealth.resource;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gatewayhealth.proc.ProcFile;
import java.io.IOException;

/** The soft limit of open file descriptors, {@code RLIMIT_NOFILE}, read each time: it can be changed while we run. */
final class DescriptorLimit {

    /** How its line in {@code /proc/self/limits} begins; the soft limit follows, then the hard one. */
    private static final String LINE = "\nMax open files ";

    private final ProcFile limits;

    DescriptorLimit(ProcFile limits) {
        this.limits = limits;
    }

    double read() throws IOException {
        if (!limits.read()) {
            throw new IOException(limits.problem());
        }
        String text = new String(limits.bytes(), 0, limits.length(), US_ASCII);
        int line = text.indexOf(LINE);
        if (line < 0) {
            throw new IOException("no line \"Max open files\" in /proc/self/limits");
        }
        return soft(text.substring(line + LINE.length()).stripLeading());
    }

    private static double soft(String text) throws IOException {
        int end = text.indexOf(' ');
        String number = end < 0 ? text : text.substring(0, end);
        try {
            return number.equals("unlimited") ? Double.POSITIVE_INFINITY : (double) Long.parseLong(number);
        } catch (NumberFormatException e) {
            throw new IOException("\"" + number + "\" is no limit of open files", e);
        }
    }
}
