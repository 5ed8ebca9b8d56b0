package dev.gatewayhealth.nginx;

/**
 * Where something stands in a configuration.
 *
 * @param file relative to the main file's directory, forward slashes
 * @param line the one nginx would name: where the directive's {@code ;} or <code>{</code> stands
 */
record Place(String file, int line) {

    @Override
    public String toString() {
        return line > 0 ? file + ":" + line : file;
    }
}
