package dev.gatewayhealth.nginx;

/** A configuration, or a part of one, that nginx itself would refuse. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Place place;

    Refusal(Place place, String message) {
        // Thousands may be thrown while a damaged file is read, and nobody looks at their stack.
        super(message, null, false, false);
        this.place = place;
    }

    Place place() {
        return place;
    }

    String text() {
        String message = getMessage();
        return message == null ? "refused" : message;
    }
}
