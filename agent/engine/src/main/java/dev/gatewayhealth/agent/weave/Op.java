package dev.gatewayhealth.agent.weave;

/** The instructions that are written (JVMS 6.5). Of those that exist for each type, the one for int; see {@link Code}. */
final class Op {

    static final int ACONST_NULL = 1;
    static final int ICONST_0 = 3;
    static final int BIPUSH = 16;
    static final int SIPUSH = 17;
    static final int LDC_W = 19;
    static final int ILOAD = 21;
    static final int AALOAD = 50;
    static final int ISTORE = 54;
    static final int POP = 87;
    static final int DUP = 89;
    static final int I2L = 133;
    static final int IFEQ = 153;
    static final int GOTO = 167;
    static final int IRETURN = 172;
    static final int RETURN = 177;
    static final int GETSTATIC = 178;
    static final int PUTSTATIC = 179;
    static final int GETFIELD = 180;
    static final int PUTFIELD = 181;
    static final int INVOKEVIRTUAL = 182;
    static final int INVOKESPECIAL = 183;
    static final int INVOKESTATIC = 184;
    static final int INVOKEINTERFACE = 185;
    static final int ATHROW = 191;
    static final int CHECKCAST = 192;
    static final int WIDE = 196;
    static final int IFNULL = 198;
    static final int IFNONNULL = 199;

    private Op() {}
}
