package dev.gatewayhealth.probe;

import java.io.FileInputStream;
import java.io.IOException;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * The user agent of our own probes: by a number nobody else in the world knows, so that a request cannot pass for one to stay out of the
 * list of pollers. Made when the first probe is.
 */
public final class ProbeToken {

    private static final String NAME = "gateway-health-probe/";
    private static final int BYTES = 16;

    private static volatile @Nullable String token;

    private ProbeToken() {}

    /**
     * {@return whether that user agent is ours; any thread, for each poll}
     *
     * @param userAgent as sent, null without one
     */
    public static boolean is(@Nullable String userAgent) {
        String its = token;
        return its != null && its.equals(userAgent);
    }

    static synchronized String userAgent() {
        String its = token;
        if (its == null) {
            its = NAME + hex(random());
            token = its;
        }
        return its;
    }

    /** From the kernel where there is one to ask: the JDK's own generator loads a provider first. */
    private static byte[] random() {
        byte[] bytes = new byte[BYTES];
        try (FileInputStream urandom = new FileInputStream("/dev/urandom")) {
            if (urandom.read(bytes) == BYTES) {
                return bytes;
            }
        } catch (IOException e) {
            // Then the slower way.
        }
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static String hex(byte[] bytes) {
        StringBuilder hex = new StringBuilder();
        for (byte each : bytes) {
            hex.append(Character.forDigit(each >> 4 & 15, 16)).append(Character.forDigit(each & 15, 16));
        }
        return hex.toString();
    }
}
