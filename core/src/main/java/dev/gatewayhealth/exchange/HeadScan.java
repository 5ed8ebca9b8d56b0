package dev.gatewayhealth.exchange;

import java.nio.ByteBuffer;

/**
 * Reads the header of a response as nginx does ({@code ngx_http_parse_status_line} and {@code ngx_http_parse_header_line} in
 * ngx_http_parse.c, {@code ngx_http_upstream_process_content_length} in ngx_http_upstream.c) and says what nginx objects to. Allocates
 * nothing; on the request thread.
 */
final class HeadScan {

    private static final String LENGTH = "content-length";
    private static final String CODING = "transfer-encoding";
    private static final String CHUNKED = "chunked";

    /** Where no Content-Length was read yet, and where one was that is no number. */
    private static final long NONE = -1;

    private static final long NO_NUMBER = -2;

    private final ByteBuffer head;
    private final int to;

    private HeadScan(ByteBuffer head, int to) {
        this.head = head;
        this.to = to;
    }

    /**
     * What nginx objects to in these bytes.
     *
     * @return the bits of all {@link HeadFlaw}s in the lower half, where the line of the first of them begins in the upper; 0 for nothing
     */
    static long flaws(ByteBuffer head, int from, int to) {
        return new HeadScan(head, to).flaws(from);
    }

    /** Behind the line that begins there. */
    static int next(ByteBuffer head, int from, int to) {
        for (int i = from; i < to; i++) {
            if (head.get(i) == '\n') {
                return i + 1;
            }
        }
        return to;
    }

    /** Where the name of the header field that begins there ends. */
    static int nameEnd(ByteBuffer head, int from, int end) {
        int i = from;
        while (i < end && head.get(i) != ':') {
            i++;
        }
        return i;
    }

    private long flaws(int from) {
        int start = next(head, from, to);
        int status = statusFlaw(from, start);
        if (status == HeadFlaw.STATUS_LINE) {
            return found(status, from);
        }
        long length = NONE;
        boolean coded = false;
        boolean chunks = false;
        long all = status == 0 ? 0 : found(status, from);
        while (start < to && head.get(start) != '\n' && !(head.get(start) == '\r' && isAt(start + 1, '\n'))) {
            int end = next(head, start, to);
            int colon = nameEnd(head, start, end);
            int flaw = field(start, colon, end);
            if (flaw == 0 && is(LENGTH, start, colon)) {
                long declared = number(value(colon), valueEnd(colon, end));
                flaw = lengthFlaw(length, declared, chunks);
                length = declared;
            } else if (flaw == 0 && is(CODING, start, colon)) {
                chunks |= hasChunks(value(colon), valueEnd(colon, end));
                flaw = codingFlaw(colon, end, coded);
                flaw |= chunks && length != NONE ? HeadFlaw.LENGTH_AND_CODING : 0;
                coded = true;
            }
            all = flaw == 0 ? all : all == 0 ? found(flaw, start) : all | flaw;
            start = end;
        }
        return all;
    }

    private static long found(int flaw, int line) {
        return ((long) line << 32) | flaw;
    }

    private static int lengthFlaw(long before, long declared, boolean chunks) {
        int flaw = declared == NO_NUMBER ? HeadFlaw.LENGTH_NO_NUMBER : 0;
        if (before != NONE) {
            flaw |= before == declared ? HeadFlaw.LENGTH_TWICE : HeadFlaw.LENGTHS_DIFFER;
        }
        return chunks ? flaw | HeadFlaw.LENGTH_AND_CODING : flaw;
    }

    private int codingFlaw(int colon, int end, boolean before) {
        int flaw = is(CHUNKED, value(colon), valueEnd(colon, end)) ? 0 : HeadFlaw.CODING_UNKNOWN;
        return before ? flaw | HeadFlaw.CODING_TWICE : flaw;
    }

    /** Up to 1.22 nginx looks for chunks where the word stands anywhere in the value, and for none where it does not. */
    private boolean hasChunks(int from, int end) {
        for (int i = from; i + CHUNKED.length() <= end; i++) {
            if (is(CHUNKED, i, i + CHUNKED.length())) {
                return true;
            }
        }
        return false;
    }

    /** {@code HTTP/1.1 200 OK}, of which the code needs three digits; below 200 only 101 is an answer. */
    private int statusFlaw(int from, int end) {
        int i = from;
        while (i < end && head.get(i) != ' ') {
            i++;
        }
        while (i < end && head.get(i) == ' ') {
            i++;
        }
        for (int digit = 0; digit < 3; digit++, i++) {
            if (i >= end || head.get(i) < '0' || head.get(i) > '9') {
                return HeadFlaw.STATUS_LINE;
            }
        }
        if (!(isAt(i, ' ') || isAt(i, '\r') || isAt(i, '\n')) || !lineEndsWell(i, end)) {
            return HeadFlaw.STATUS_LINE;
        }
        if (head.get(i - 3) != '1' || is("101", i - 3, i)) {
            return 0;
        }
        return is("103", i - 3, i) ? HeadFlaw.EARLY_HINTS : HeadFlaw.INTERIM;
    }

    /** A field's name has no control characters and no space, which a line that continues another begins with. */
    private int field(int from, int colon, int end) {
        if (colon == from) {
            return HeadFlaw.NAME;
        }
        int last = colon < end ? colon : trimmed(from, end);
        for (int i = from; i < last; i++) {
            int c = head.get(i) & 0xff;
            if (c == '/' && i == from + 4 && is("http", from, i)) {
                // A second status line is passed over.
                return 0;
            }
            if (c <= ' ' || c == 0x7f) {
                return HeadFlaw.NAME;
            }
        }
        for (int i = colon; i < end; i++) {
            if (head.get(i) == 0) {
                return HeadFlaw.VALUE;
            }
        }
        return lineEndsWell(colon, end) ? 0 : HeadFlaw.VALUE;
    }

    /** Behind a carriage return comes the end of the line. */
    private boolean lineEndsWell(int from, int end) {
        for (int i = from; i < end; i++) {
            if (head.get(i) == '\r') {
                return trimmed(i, end) == i;
            }
        }
        return true;
    }

    /** Without line feed and carriage returns. */
    private int trimmed(int from, int end) {
        int last = end;
        while (last > from && (head.get(last - 1) == '\n' || head.get(last - 1) == '\r')) {
            last--;
        }
        return last;
    }

    private int value(int colon) {
        int i = colon + 1;
        while (isAt(i, ' ')) {
            i++;
        }
        return i;
    }

    private int valueEnd(int colon, int end) {
        int last = trimmed(Math.min(colon + 1, end), end);
        while (last > colon + 1 && head.get(last - 1) == ' ') {
            last--;
        }
        return last;
    }

    private long number(int from, int end) {
        if (end <= from || end - from > 18) {
            return NO_NUMBER;
        }
        long number = 0;
        for (int i = from; i < end; i++) {
            int c = head.get(i);
            if (c < '0' || c > '9') {
                return NO_NUMBER;
            }
            number = number * 10 + c - '0';
        }
        return number;
    }

    /** Whether that stands there, in any case. */
    private boolean is(String lower, int from, int end) {
        if (end - from != lower.length()) {
            return false;
        }
        for (int i = 0; i < lower.length(); i++) {
            int c = head.get(from + i);
            if ((c >= 'A' && c <= 'Z' ? c | 0x20 : c) != lower.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean isAt(int at, char c) {
        return at < to && head.get(at) == c;
    }
}
