package dev.gatewayhealth.resource;

/** How badly a resource is needed, from calm to run out. */
enum Pressure {
    CALM,
    /** Not near yet, but its trend will exhaust it within the horizon. */
    FORECAST,
    /** Used from warn-at of the limit on. */
    NEAR,
    /** The next one who needs it cannot have it. */
    EXHAUSTED
}
