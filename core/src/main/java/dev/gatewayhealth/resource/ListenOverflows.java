package dev.gatewayhealth.resource;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gatewayhealth.proc.ProcFile;
import java.nio.file.Path;

/**
 * The kernel's count of connections it had to drop at a full accept queue, {@code ListenOverflows} of {@code /proc/self/net/netstat}:
 * of all listeners in the network namespace together, and since the machine started.
 */
final class ListenOverflows {

    private static final String GROUP = "TcpExt:";
    private static final String NAME = "ListenOverflows";

    private final ProcFile netstat;
    private int column = -1;
    private boolean begun;
    private long first;
    private long last;

    ListenOverflows() {
        this(Path.of("/proc/self/net/netstat"));
    }

    ListenOverflows(Path file) {
        this.netstat = new ProcFile(file);
    }

    /** How many since the first reading; 0 where it cannot be read. */
    long count() {
        return last - first;
    }

    void read() {
        if (!netstat.read()) {
            return;
        }
        String text = new String(netstat.bytes(), 0, netstat.length(), US_ASCII);
        int names = text.indexOf(GROUP);
        int values = names < 0 ? -1 : text.indexOf('\n', names) + 1;
        if (values <= 0 || !text.startsWith(GROUP, values)) {
            return;
        }
        if (column < 0) {
            column = columnIn(text.substring(names, values - 1));
        }
        long now = valueAt(text, values);
        if (now >= 0) {
            last = now;
            first = begun ? first : now;
            begun = true;
        }
    }

    private static int columnIn(String names) {
        int count = 0;
        int from = 0;
        for (int space = names.indexOf(' '); space >= 0; space = names.indexOf(' ', from)) {
            count++;
            from = space + 1;
            if (names.startsWith(NAME, from)
                    && (from + NAME.length() == names.length() || names.charAt(from + NAME.length()) == ' ')) {
                return count;
            }
        }
        return 0;
    }

    private long valueAt(String text, int line) {
        int at = line;
        for (int i = 0; i < column; i++) {
            at = text.indexOf(' ', at) + 1;
            if (at == 0) {
                return -1;
            }
        }
        long value = 0;
        boolean any = false;
        for (; column > 0 && at < text.length() && Character.isDigit(text.charAt(at)); at++) {
            value = value * 10 + (text.charAt(at) - '0');
            any = true;
        }
        return any ? value : -1;
    }
}
