package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Rig;

/** Cookies that pile up in one answer. */
record ManyCookies() implements Fault {

    @Override
    public String what() {
        return "forty cookies at once";
    }

    @Override
    public Expected expected() {
        return Expected.answer(502, "upstream sent too big header while reading response header from upstream")
                .foundAs("response-header-large");
    }

    @Override
    public String location() {
        return "proxy_buffer_size 4k;";
    }

    @Override
    public Answer happen(Rig rig) {
        return rig.client().get("/do?steps=cookies:40,write:5");
    }

    @Override
    public Cure cure() {
        return Cure.pasted();
    }
}
