package dev.gatewayhealth.contract;

/**
 * Something about a configuration that could not be read or understood.
 *
 * @param file relative to the configuration's directory
 * @param line 0 where it concerns the whole file
 * @param message what is wrong, and what to do about it
 */
public record Problem(String file, int line, String message) {

    /** {@return {@code nginx.conf:31}, or the file alone} */
    public String place() {
        return line > 0 ? file + ":" + line : file;
    }

    @Override
    public String toString() {
        return message + " in " + place();
    }
}
