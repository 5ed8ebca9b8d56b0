package dev.gatewayhealth.exchange;

/** What nginx can object to in the header of a response, as bits. */
public final class HeadFlaw {

    /** No status line that nginx can read: it passes everything on as it is, without a status. */
    public static final int STATUS_LINE = 1;

    /** A name that is empty, or has a space or a control character in it. */
    public static final int NAME = 2;

    /** A value with a NUL or with a carriage return in it. */
    public static final int VALUE = 4;

    /** Content-Length twice, the same. */
    public static final int LENGTH_TWICE = 8;

    /** Content-Length twice, and not the same. */
    public static final int LENGTHS_DIFFER = 16;

    /** Content-Length beside a Transfer-Encoding that has chunks. */
    public static final int LENGTH_AND_CODING = 32;

    /** A {@code Content-Length} that is no number. */
    public static final int LENGTH_NO_NUMBER = 64;

    /** More than one {@code Transfer-Encoding}. */
    public static final int CODING_TWICE = 128;

    /** A Transfer-Encoding other than {@code chunked} alone. */
    public static final int CODING_UNKNOWN = 256;

    /** An interim status, which is not the answer yet: nginx takes it for the answer, and what follows it for its body. */
    public static final int INTERIM = 512;

    /** The same with 103, which nginx knows from 1.29.0 on. */
    public static final int EARLY_HINTS = 1024;

    /** For what of it a request fails behind every nginx. */
    static final int FATAL = STATUS_LINE | NAME | VALUE | LENGTHS_DIFFER | LENGTH_AND_CODING | INTERIM;

    private HeadFlaw() {}
}
