package dev.gatewayhealth.e2e.lab;

import dev.gatewayhealth.e2e.rig.Answer;
import dev.gatewayhealth.e2e.rig.Rig;

/** A response header that grows from request to request, as cookies do, until it does not fit. */
record LargeHeader() implements Fault {

    @Override
    public String what() {
        return "a response header that outgrows nginx's buffer";
    }

    @Override
    public Expected expected() {
        return Expected.answer(502, "upstream sent too big header while reading response header from upstream")
                .foreseenAs("response-header-large");
    }

    @Override
    public String location() {
        return "proxy_buffer_size 4k;";
    }

    @Override
    public Answer happen(Rig rig) {
        for (int bytes = 1000; bytes < 4000; bytes += 400) {
            rig.client().get("/wrong?how=large&bytes=" + bytes);
        }
        rig.reports().quiet();
        return rig.client().get("/wrong?how=large&bytes=4100");
    }

    @Override
    public Cure cure() {
        return Cure.pasted();
    }
}
