package dev.gatewayhealth.exchange;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The header of one response that was worth a note: large, or with something in it that nginx objects to. No value of any field.
 *
 * @param bytes its size, from the status line to the empty line
 * @param flaws bits of {@link HeadFlaw}
 * @param flawed the beginning of the line that the first of them is in, up to its colon; empty without any
 * @param largest the name of its largest field
 * @param largestBytes the size of that field's line
 * @param method null, as the other three, where the server could not be asked
 * @param path raw, without the query
 * @param host the {@code Host} as the service got it
 * @param protocol {@code HTTP/1.0}, {@code HTTP/1.1} or {@code HTTP/2.0}
 */
public record SentHead(
        int bytes,
        int flaws,
        String flawed,
        String largest,
        int largestBytes,
        @Nullable String method,
        @Nullable String path,
        @Nullable String host,
        @Nullable String protocol) {

    private static final int LONGEST_NAME = 64;

    /** On the request thread, while the request still belongs to the exchange. */
    static SentHead of(RequestView view, Object request, ByteBuffer head, int from, int to, long found) {
        int flaws = (int) found;
        int largest = from;
        int largestEnd = from;
        for (int start = HeadScan.next(head, from, to); start < to; ) {
            int end = HeadScan.next(head, start, to);
            if (end - start > largestEnd - largest) {
                largest = start;
                largestEnd = end;
            }
            start = end;
        }
        return new SentHead(
                to - from,
                flaws,
                flaws == 0 ? "" : name(head, (int) (found >>> 32), to),
                name(head, largest, largestEnd),
                largestEnd - largest,
                view.method(request),
                view.path(request),
                view.header(request, "host"),
                view.protocol(request));
    }

    /** Up to the colon, printable and bounded; a status line has none before its end. */
    private static String name(ByteBuffer head, int from, int to) {
        int end = Math.min(HeadScan.nameEnd(head, from, HeadScan.next(head, from, to)), from + LONGEST_NAME);
        StringBuilder name = new StringBuilder();
        for (int i = from; i < end; i++) {
            int c = head.get(i) & 0xff;
            if (c > ' ' && c < 0x7f) {
                name.append((char) c);
            } else if (c != '\r' && c != '\n') {
                name.append("\\x").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            }
        }
        return name.toString();
    }
}
