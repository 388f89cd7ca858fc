/* Made by scripts/make-entities: do not edit. HTML's named character references. */
#include "caption/webvtt_entities.h"

/* clang-format off */
/* One after the other, in the order of their names: the name, then '!' where it may stand without
 * its semicolon, else ';', then the characters as UTF-8. */
const char ca_vtt_entities[] =
    "AElig!\303\206AMP!&Aacute!\303\201Abreve;\304\202Acirc!\303\202Acy;\320\220"
    "Afr;\360\235\224\204Agrave!\303\200Alpha;\316\221Amacr;\304\200And;\342\251\223Aogon;\304\204"
    "Aopf;\360\235\224\270ApplyFunction;\342\201\241Aring!\303\205Ascr;\360\235\222\234"
    "Assign;\342\211\224Atilde!\303\203Auml!\303\204Backslash;\342\210\226Barv;\342\253\247"
    "Barwed;\342\214\206Bcy;\320\221Because;\342\210\265Bernoullis;\342\204\254Beta;\316\222"
    "Bfr;\360\235\224\205Bopf;\360\235\224\271Breve;\313\230Bscr;\342\204\254Bumpeq;\342\211\216"
    "CHcy;\320\247COPY!\302\251Cacute;\304\206Cap;\342\213\222CapitalDifferentialD;\342\205\205"
    "Cayleys;\342\204\255Ccaron;\304\214Ccedil!\303\207Ccirc;\304\210Cconint;\342\210\260"
    "Cdot;\304\212Cedilla;\302\270CenterDot;\302\267Cfr;\342\204\255Chi;\316\247"
    "CircleDot;\342\212\231CircleMinus;\342\212\226CirclePlus;\342\212\225CircleTimes;\342\212\227"
    "ClockwiseContourIntegral;\342\210\262CloseCurlyDoubleQuote;\342\200\235"
    "CloseCurlyQuote;\342\200\231Colon;\342\210\267Colone;\342\251\264Congruent;\342\211\241"
    "Conint;\342\210\257ContourIntegral;\342\210\256Copf;\342\204\202Coproduct;\342\210\220"
    "CounterClockwiseContourIntegral;\342\210\263Cross;\342\250\257Cscr;\360\235\222\236"
    "Cup;\342\213\223CupCap;\342\211\215DD;\342\205\205DDotrahd;\342\244\221DJcy;\320\202"
    "DScy;\320\205DZcy;\320\217Dagger;\342\200\241Darr;\342\206\241Dashv;\342\253\244"
    "Dcaron;\304\216Dcy;\320\224Del;\342\210\207Delta;\316\224Dfr;\360\235\224\207"
    "DiacriticalAcute;\302\264DiacriticalDot;\313\231DiacriticalDoubleAcute;\313\235"
    "DiacriticalGrave;`DiacriticalTilde;\313\234Diamond;\342\213\204DifferentialD;\342\205\206"
    "Dopf;\360\235\224\273Dot;\302\250DotDot;\342\203\234DotEqual;\342\211\220"
    "DoubleContourIntegral;\342\210\257DoubleDot;\302\250DoubleDownArrow;\342\207\223"
    "DoubleLeftArrow;\342\207\220DoubleLeftRightArrow;\342\207\224DoubleLeftTee;\342\253\244"
    "DoubleLongLeftArrow;\342\237\270DoubleLongLeftRightArrow;\342\237\272"
    "DoubleLongRightArrow;\342\237\271DoubleRightArrow;\342\207\222DoubleRightTee;\342\212\250"
    "DoubleUpArrow;\342\207\221DoubleUpDownArrow;\342\207\225DoubleVerticalBar;\342\210\245"
    "DownArrow;\342\206\223DownArrowBar;\342\244\223DownArrowUpArrow;\342\207\265DownBreve;\314\221"
    "DownLeftRightVector;\342\245\220DownLeftTeeVector;\342\245\236DownLeftVector;\342\206\275"
    "DownLeftVectorBar;\342\245\226DownRightTeeVector;\342\245\237DownRightVector;\342\207\201"
    "DownRightVectorBar;\342\245\227DownTee;\342\212\244DownTeeArrow;\342\206\247"
    "Downarrow;\342\207\223Dscr;\360\235\222\237Dstrok;\304\220ENG;\305\212ETH!\303\220"
    "Eacute!\303\211Ecaron;\304\232Ecirc!\303\212Ecy;\320\255Edot;\304\226Efr;\360\235\224\210"
    "Egrave!\303\210Element;\342\210\210Emacr;\304\222EmptySmallSquare;\342\227\273"
    "EmptyVerySmallSquare;\342\226\253Eogon;\304\230Eopf;\360\235\224\274Epsilon;\316\225"
    "Equal;\342\251\265EqualTilde;\342\211\202Equilibrium;\342\207\214Escr;\342\204\260"
    "Esim;\342\251\263Eta;\316\227Euml!\303\213Exists;\342\210\203ExponentialE;\342\205\207"
    "Fcy;\320\244Ffr;\360\235\224\211FilledSmallSquare;\342\227\274"
    "FilledVerySmallSquare;\342\226\252Fopf;\360\235\224\275ForAll;\342\210\200"
    "Fouriertrf;\342\204\261Fscr;\342\204\261GJcy;\320\203GT!>Gamma;\316\223Gammad;\317\234"
    "Gbreve;\304\236Gcedil;\304\242Gcirc;\304\234Gcy;\320\223Gdot;\304\240Gfr;\360\235\224\212"
    "Gg;\342\213\231Gopf;\360\235\224\276GreaterEqual;\342\211\245GreaterEqualLess;\342\213\233"
    "GreaterFullEqual;\342\211\247GreaterGreater;\342\252\242GreaterLess;\342\211\267"
    "GreaterSlantEqual;\342\251\276GreaterTilde;\342\211\263Gscr;\360\235\222\242Gt;\342\211\253"
    "HARDcy;\320\252Hacek;\313\207Hat;^Hcirc;\304\244Hfr;\342\204\214HilbertSpace;\342\204\213"
    "Hopf;\342\204\215HorizontalLine;\342\224\200Hscr;\342\204\213Hstrok;\304\246"
    "HumpDownHump;\342\211\216HumpEqual;\342\211\217IEcy;\320\225IJlig;\304\262IOcy;\320\201"
    "Iacute!\303\215Icirc!\303\216Icy;\320\230Idot;\304\260Ifr;\342\204\221Igrave!\303\214"
    "Im;\342\204\221Imacr;\304\252ImaginaryI;\342\205\210Implies;\342\207\222Int;\342\210\254"
    "Integral;\342\210\253Intersection;\342\213\202InvisibleComma;\342\201\243"
    "InvisibleTimes;\342\201\242Iogon;\304\256Iopf;\360\235\225\200Iota;\316\231Iscr;\342\204\220"
    "Itilde;\304\250Iukcy;\320\206Iuml!\303\217Jcirc;\304\264Jcy;\320\231Jfr;\360\235\224\215"
    "Jopf;\360\235\225\201Jscr;\360\235\222\245Jsercy;\320\210Jukcy;\320\204KHcy;\320\245"
    "KJcy;\320\214Kappa;\316\232Kcedil;\304\266Kcy;\320\232Kfr;\360\235\224\216"
    "Kopf;\360\235\225\202Kscr;\360\235\222\246LJcy;\320\211LT!<Lacute;\304\271Lambda;\316\233"
    "Lang;\342\237\252Laplacetrf;\342\204\222Larr;\342\206\236Lcaron;\304\275Lcedil;\304\273"
    "Lcy;\320\233LeftAngleBracket;\342\237\250LeftArrow;\342\206\220LeftArrowBar;\342\207\244"
    "LeftArrowRightArrow;\342\207\206LeftCeiling;\342\214\210LeftDoubleBracket;\342\237\246"
    "LeftDownTeeVector;\342\245\241LeftDownVector;\342\207\203LeftDownVectorBar;\342\245\231"
    "LeftFloor;\342\214\212LeftRightArrow;\342\206\224LeftRightVector;\342\245\216"
    "LeftTee;\342\212\243LeftTeeArrow;\342\206\244LeftTeeVector;\342\245\232"
    "LeftTriangle;\342\212\262LeftTriangleBar;\342\247\217LeftTriangleEqual;\342\212\264"
    "LeftUpDownVector;\342\245\221LeftUpTeeVector;\342\245\240LeftUpVector;\342\206\277"
    "LeftUpVectorBar;\342\245\230LeftVector;\342\206\274LeftVectorBar;\342\245\222"
    "Leftarrow;\342\207\220Leftrightarrow;\342\207\224LessEqualGreater;\342\213\232"
    "LessFullEqual;\342\211\246LessGreater;\342\211\266LessLess;\342\252\241"
    "LessSlantEqual;\342\251\275LessTilde;\342\211\262Lfr;\360\235\224\217Ll;\342\213\230"
    "Lleftarrow;\342\207\232Lmidot;\304\277LongLeftArrow;\342\237\265"
    "LongLeftRightArrow;\342\237\267LongRightArrow;\342\237\266Longleftarrow;\342\237\270"
    "Longleftrightarrow;\342\237\272Longrightarrow;\342\237\271Lopf;\360\235\225\203"
    "LowerLeftArrow;\342\206\231LowerRightArrow;\342\206\230Lscr;\342\204\222Lsh;\342\206\260"
    "Lstrok;\305\201Lt;\342\211\252Map;\342\244\205Mcy;\320\234MediumSpace;\342\201\237"
    "Mellintrf;\342\204\263Mfr;\360\235\224\220MinusPlus;\342\210\223Mopf;\360\235\225\204"
    "Mscr;\342\204\263Mu;\316\234NJcy;\320\212Nacute;\305\203Ncaron;\305\207Ncedil;\305\205"
    "Ncy;\320\235NegativeMediumSpace;\342\200\213NegativeThickSpace;\342\200\213"
    "NegativeThinSpace;\342\200\213NegativeVeryThinSpace;\342\200\213"
    "NestedGreaterGreater;\342\211\253NestedLessLess;\342\211\252NewLine;\012Nfr;\360\235\224\221"
    "NoBreak;\342\201\240NonBreakingSpace;\302\240Nopf;\342\204\225Not;\342\253\254"
    "NotCongruent;\342\211\242NotCupCap;\342\211\255NotDoubleVerticalBar;\342\210\246"
    "NotElement;\342\210\211NotEqual;\342\211\240NotEqualTilde;\342\211\202\314\270"
    "NotExists;\342\210\204NotGreater;\342\211\257NotGreaterEqual;\342\211\261"
    "NotGreaterFullEqual;\342\211\247\314\270NotGreaterGreater;\342\211\253\314\270"
    "NotGreaterLess;\342\211\271NotGreaterSlantEqual;\342\251\276\314\270"
    "NotGreaterTilde;\342\211\265NotHumpDownHump;\342\211\216\314\270"
    "NotHumpEqual;\342\211\217\314\270NotLeftTriangle;\342\213\252"
    "NotLeftTriangleBar;\342\247\217\314\270NotLeftTriangleEqual;\342\213\254NotLess;\342\211\256"
    "NotLessEqual;\342\211\260NotLessGreater;\342\211\270NotLessLess;\342\211\252\314\270"
    "NotLessSlantEqual;\342\251\275\314\270NotLessTilde;\342\211\264"
    "NotNestedGreaterGreater;\342\252\242\314\270NotNestedLessLess;\342\252\241\314\270"
    "NotPrecedes;\342\212\200NotPrecedesEqual;\342\252\257\314\270"
    "NotPrecedesSlantEqual;\342\213\240NotReverseElement;\342\210\214NotRightTriangle;\342\213\253"
    "NotRightTriangleBar;\342\247\220\314\270NotRightTriangleEqual;\342\213\255"
    "NotSquareSubset;\342\212\217\314\270NotSquareSubsetEqual;\342\213\242"
    "NotSquareSuperset;\342\212\220\314\270NotSquareSupersetEqual;\342\213\243"
    "NotSubset;\342\212\202\342\203\222NotSubsetEqual;\342\212\210NotSucceeds;\342\212\201"
    "NotSucceedsEqual;\342\252\260\314\270NotSucceedsSlantEqual;\342\213\241"
    "NotSucceedsTilde;\342\211\277\314\270NotSuperset;\342\212\203\342\203\222"
    "NotSupersetEqual;\342\212\211NotTilde;\342\211\201NotTildeEqual;\342\211\204"
    "NotTildeFullEqual;\342\211\207NotTildeTilde;\342\211\211NotVerticalBar;\342\210\244"
    "Nscr;\360\235\222\251Ntilde!\303\221Nu;\316\235OElig;\305\222Oacute!\303\223Ocirc!\303\224"
    "Ocy;\320\236Odblac;\305\220Ofr;\360\235\224\222Ograve!\303\222Omacr;\305\214Omega;\316\251"
    "Omicron;\316\237Oopf;\360\235\225\206OpenCurlyDoubleQuote;\342\200\234"
    "OpenCurlyQuote;\342\200\230Or;\342\251\224Oscr;\360\235\222\252Oslash!\303\230Otilde!\303\225"
    "Otimes;\342\250\267Ouml!\303\226OverBar;\342\200\276OverBrace;\342\217\236"
    "OverBracket;\342\216\264OverParenthesis;\342\217\234PartialD;\342\210\202Pcy;\320\237"
    "Pfr;\360\235\224\223Phi;\316\246Pi;\316\240PlusMinus;\302\261Poincareplane;\342\204\214"
    "Popf;\342\204\231Pr;\342\252\273Precedes;\342\211\272PrecedesEqual;\342\252\257"
    "PrecedesSlantEqual;\342\211\274PrecedesTilde;\342\211\276Prime;\342\200\263"
    "Product;\342\210\217Proportion;\342\210\267Proportional;\342\210\235Pscr;\360\235\222\253"
    "Psi;\316\250QUOT!\042Qfr;\360\235\224\224Qopf;\342\204\232Qscr;\360\235\222\254"
    "RBarr;\342\244\220REG!\302\256Racute;\305\224Rang;\342\237\253Rarr;\342\206\240"
    "Rarrtl;\342\244\226Rcaron;\305\230Rcedil;\305\226Rcy;\320\240Re;\342\204\234"
    "ReverseElement;\342\210\213ReverseEquilibrium;\342\207\213ReverseUpEquilibrium;\342\245\257"
    "Rfr;\342\204\234Rho;\316\241RightAngleBracket;\342\237\251RightArrow;\342\206\222"
    "RightArrowBar;\342\207\245RightArrowLeftArrow;\342\207\204RightCeiling;\342\214\211"
    "RightDoubleBracket;\342\237\247RightDownTeeVector;\342\245\235RightDownVector;\342\207\202"
    "RightDownVectorBar;\342\245\225RightFloor;\342\214\213RightTee;\342\212\242"
    "RightTeeArrow;\342\206\246RightTeeVector;\342\245\233RightTriangle;\342\212\263"
    "RightTriangleBar;\342\247\220RightTriangleEqual;\342\212\265RightUpDownVector;\342\245\217"
    "RightUpTeeVector;\342\245\234RightUpVector;\342\206\276RightUpVectorBar;\342\245\224"
    "RightVector;\342\207\200RightVectorBar;\342\245\223Rightarrow;\342\207\222Ropf;\342\204\235"
    "RoundImplies;\342\245\260Rrightarrow;\342\207\233Rscr;\342\204\233Rsh;\342\206\261"
    "RuleDelayed;\342\247\264SHCHcy;\320\251SHcy;\320\250SOFTcy;\320\254Sacute;\305\232"
    "Sc;\342\252\274Scaron;\305\240Scedil;\305\236Scirc;\305\234Scy;\320\241Sfr;\360\235\224\226"
    "ShortDownArrow;\342\206\223ShortLeftArrow;\342\206\220ShortRightArrow;\342\206\222"
    "ShortUpArrow;\342\206\221Sigma;\316\243SmallCircle;\342\210\230Sopf;\360\235\225\212"
    "Sqrt;\342\210\232Square;\342\226\241SquareIntersection;\342\212\223SquareSubset;\342\212\217"
    "SquareSubsetEqual;\342\212\221SquareSuperset;\342\212\220SquareSupersetEqual;\342\212\222"
    "SquareUnion;\342\212\224Sscr;\360\235\222\256Star;\342\213\206Sub;\342\213\220"
    "Subset;\342\213\220SubsetEqual;\342\212\206Succeeds;\342\211\273SucceedsEqual;\342\252\260"
    "SucceedsSlantEqual;\342\211\275SucceedsTilde;\342\211\277SuchThat;\342\210\213Sum;\342\210\221"
    "Sup;\342\213\221Superset;\342\212\203SupersetEqual;\342\212\207Supset;\342\213\221"
    "THORN!\303\236TRADE;\342\204\242TSHcy;\320\213TScy;\320\246Tab;\011Tau;\316\244Tcaron;\305\244"
    "Tcedil;\305\242Tcy;\320\242Tfr;\360\235\224\227Therefore;\342\210\264Theta;\316\230"
    "ThickSpace;\342\201\237\342\200\212ThinSpace;\342\200\211Tilde;\342\210\274"
    "TildeEqual;\342\211\203TildeFullEqual;\342\211\205TildeTilde;\342\211\210Topf;\360\235\225\213"
    "TripleDot;\342\203\233Tscr;\360\235\222\257Tstrok;\305\246Uacute!\303\232Uarr;\342\206\237"
    "Uarrocir;\342\245\211Ubrcy;\320\216Ubreve;\305\254Ucirc!\303\233Ucy;\320\243Udblac;\305\260"
    "Ufr;\360\235\224\230Ugrave!\303\231Umacr;\305\252UnderBar;_UnderBrace;\342\217\237"
    "UnderBracket;\342\216\265UnderParenthesis;\342\217\235Union;\342\213\203UnionPlus;\342\212\216"
    "Uogon;\305\262Uopf;\360\235\225\214UpArrow;\342\206\221UpArrowBar;\342\244\222"
    "UpArrowDownArrow;\342\207\205UpDownArrow;\342\206\225UpEquilibrium;\342\245\256"
    "UpTee;\342\212\245UpTeeArrow;\342\206\245Uparrow;\342\207\221Updownarrow;\342\207\225"
    "UpperLeftArrow;\342\206\226UpperRightArrow;\342\206\227Upsi;\317\222Upsilon;\316\245"
    "Uring;\305\256Uscr;\360\235\222\260Utilde;\305\250Uuml!\303\234VDash;\342\212\253"
    "Vbar;\342\253\253Vcy;\320\222Vdash;\342\212\251Vdashl;\342\253\246Vee;\342\213\201"
    "Verbar;\342\200\226Vert;\342\200\226VerticalBar;\342\210\243VerticalLine;|"
    "VerticalSeparator;\342\235\230VerticalTilde;\342\211\200VeryThinSpace;\342\200\212"
    "Vfr;\360\235\224\231Vopf;\360\235\225\215Vscr;\360\235\222\261Vvdash;\342\212\252"
    "Wcirc;\305\264Wedge;\342\213\200Wfr;\360\235\224\232Wopf;\360\235\225\216Wscr;\360\235\222\262"
    "Xfr;\360\235\224\233Xi;\316\236Xopf;\360\235\225\217Xscr;\360\235\222\263YAcy;\320\257"
    "YIcy;\320\207YUcy;\320\256Yacute!\303\235Ycirc;\305\266Ycy;\320\253Yfr;\360\235\224\234"
    "Yopf;\360\235\225\220Yscr;\360\235\222\264Yuml;\305\270ZHcy;\320\226Zacute;\305\271"
    "Zcaron;\305\275Zcy;\320\227Zdot;\305\273ZeroWidthSpace;\342\200\213Zeta;\316\226"
    "Zfr;\342\204\250Zopf;\342\204\244Zscr;\360\235\222\265aacute!\303\241abreve;\304\203"
    "ac;\342\210\276acE;\342\210\276\314\263acd;\342\210\277acirc!\303\242acute!\302\264"
    "acy;\320\260aelig!\303\246af;\342\201\241afr;\360\235\224\236agrave!\303\240"
    "alefsym;\342\204\265aleph;\342\204\265alpha;\316\261amacr;\304\201amalg;\342\250\277amp!&"
    "and;\342\210\247andand;\342\251\225andd;\342\251\234andslope;\342\251\230andv;\342\251\232"
    "ang;\342\210\240ange;\342\246\244angle;\342\210\240angmsd;\342\210\241angmsdaa;\342\246\250"
    "angmsdab;\342\246\251angmsdac;\342\246\252angmsdad;\342\246\253angmsdae;\342\246\254"
    "angmsdaf;\342\246\255angmsdag;\342\246\256angmsdah;\342\246\257angrt;\342\210\237"
    "angrtvb;\342\212\276angrtvbd;\342\246\235angsph;\342\210\242angst;\303\205angzarr;\342\215\274"
    "aogon;\304\205aopf;\360\235\225\222ap;\342\211\210apE;\342\251\260apacir;\342\251\257"
    "ape;\342\211\212apid;\342\211\213apos;'approx;\342\211\210approxeq;\342\211\212aring!\303\245"
    "ascr;\360\235\222\266ast;*asymp;\342\211\210asympeq;\342\211\215atilde!\303\243auml!\303\244"
    "awconint;\342\210\263awint;\342\250\221bNot;\342\253\255backcong;\342\211\214"
    "backepsilon;\317\266backprime;\342\200\265backsim;\342\210\275backsimeq;\342\213\215"
    "barvee;\342\212\275barwed;\342\214\205barwedge;\342\214\205bbrk;\342\216\265"
    "bbrktbrk;\342\216\266bcong;\342\211\214bcy;\320\261bdquo;\342\200\236becaus;\342\210\265"
    "because;\342\210\265bemptyv;\342\246\260bepsi;\317\266bernou;\342\204\254beta;\316\262"
    "beth;\342\204\266between;\342\211\254bfr;\360\235\224\237bigcap;\342\213\202"
    "bigcirc;\342\227\257bigcup;\342\213\203bigodot;\342\250\200bigoplus;\342\250\201"
    "bigotimes;\342\250\202bigsqcup;\342\250\206bigstar;\342\230\205bigtriangledown;\342\226\275"
    "bigtriangleup;\342\226\263biguplus;\342\250\204bigvee;\342\213\201bigwedge;\342\213\200"
    "bkarow;\342\244\215blacklozenge;\342\247\253blacksquare;\342\226\252blacktriangle;\342\226\264"
    "blacktriangledown;\342\226\276blacktriangleleft;\342\227\202blacktriangleright;\342\226\270"
    "blank;\342\220\243blk12;\342\226\222blk14;\342\226\221blk34;\342\226\223block;\342\226\210"
    "bne;=\342\203\245bnequiv;\342\211\241\342\203\245bnot;\342\214\220bopf;\360\235\225\223"
    "bot;\342\212\245bottom;\342\212\245bowtie;\342\213\210boxDL;\342\225\227boxDR;\342\225\224"
    "boxDl;\342\225\226boxDr;\342\225\223boxH;\342\225\220boxHD;\342\225\246boxHU;\342\225\251"
    "boxHd;\342\225\244boxHu;\342\225\247boxUL;\342\225\235boxUR;\342\225\232boxUl;\342\225\234"
    "boxUr;\342\225\231boxV;\342\225\221boxVH;\342\225\254boxVL;\342\225\243boxVR;\342\225\240"
    "boxVh;\342\225\253boxVl;\342\225\242boxVr;\342\225\237boxbox;\342\247\211boxdL;\342\225\225"
    "boxdR;\342\225\222boxdl;\342\224\220boxdr;\342\224\214boxh;\342\224\200boxhD;\342\225\245"
    "boxhU;\342\225\250boxhd;\342\224\254boxhu;\342\224\264boxminus;\342\212\237"
    "boxplus;\342\212\236boxtimes;\342\212\240boxuL;\342\225\233boxuR;\342\225\230"
    "boxul;\342\224\230boxur;\342\224\224boxv;\342\224\202boxvH;\342\225\252boxvL;\342\225\241"
    "boxvR;\342\225\236boxvh;\342\224\274boxvl;\342\224\244boxvr;\342\224\234bprime;\342\200\265"
    "breve;\313\230brvbar!\302\246bscr;\360\235\222\267bsemi;\342\201\217bsim;\342\210\275"
    "bsime;\342\213\215bsol;\134bsolb;\342\247\205bsolhsub;\342\237\210bull;\342\200\242"
    "bullet;\342\200\242bump;\342\211\216bumpE;\342\252\256bumpe;\342\211\217bumpeq;\342\211\217"
    "cacute;\304\207cap;\342\210\251capand;\342\251\204capbrcup;\342\251\211capcap;\342\251\213"
    "capcup;\342\251\207capdot;\342\251\200caps;\342\210\251\357\270\200caret;\342\201\201"
    "caron;\313\207ccaps;\342\251\215ccaron;\304\215ccedil!\303\247ccirc;\304\211ccups;\342\251\214"
    "ccupssm;\342\251\220cdot;\304\213cedil!\302\270cemptyv;\342\246\262cent!\302\242"
    "centerdot;\302\267cfr;\360\235\224\240chcy;\321\207check;\342\234\223checkmark;\342\234\223"
    "chi;\317\207cir;\342\227\213cirE;\342\247\203circ;\313\206circeq;\342\211\227"
    "circlearrowleft;\342\206\272circlearrowright;\342\206\273circledR;\302\256"
    "circledS;\342\223\210circledast;\342\212\233circledcirc;\342\212\232circleddash;\342\212\235"
    "cire;\342\211\227cirfnint;\342\250\220cirmid;\342\253\257cirscir;\342\247\202"
    "clubs;\342\231\243clubsuit;\342\231\243colon;:colone;\342\211\224coloneq;\342\211\224comma;,"
    "commat;@comp;\342\210\201compfn;\342\210\230complement;\342\210\201complexes;\342\204\202"
    "cong;\342\211\205congdot;\342\251\255conint;\342\210\256copf;\360\235\225\224"
    "coprod;\342\210\220copy!\302\251copysr;\342\204\227crarr;\342\206\265cross;\342\234\227"
    "cscr;\360\235\222\270csub;\342\253\217csube;\342\253\221csup;\342\253\220csupe;\342\253\222"
    "ctdot;\342\213\257cudarrl;\342\244\270cudarrr;\342\244\265cuepr;\342\213\236cuesc;\342\213\237"
    "cularr;\342\206\266cularrp;\342\244\275cup;\342\210\252cupbrcap;\342\251\210"
    "cupcap;\342\251\206cupcup;\342\251\212cupdot;\342\212\215cupor;\342\251\205"
    "cups;\342\210\252\357\270\200curarr;\342\206\267curarrm;\342\244\274curlyeqprec;\342\213\236"
    "curlyeqsucc;\342\213\237curlyvee;\342\213\216curlywedge;\342\213\217curren!\302\244"
    "curvearrowleft;\342\206\266curvearrowright;\342\206\267cuvee;\342\213\216cuwed;\342\213\217"
    "cwconint;\342\210\262cwint;\342\210\261cylcty;\342\214\255dArr;\342\207\223dHar;\342\245\245"
    "dagger;\342\200\240daleth;\342\204\270darr;\342\206\223dash;\342\200\220dashv;\342\212\243"
    "dbkarow;\342\244\217dblac;\313\235dcaron;\304\217dcy;\320\264dd;\342\205\206"
    "ddagger;\342\200\241ddarr;\342\207\212ddotseq;\342\251\267deg!\302\260delta;\316\264"
    "demptyv;\342\246\261dfisht;\342\245\277dfr;\360\235\224\241dharl;\342\207\203"
    "dharr;\342\207\202diam;\342\213\204diamond;\342\213\204diamondsuit;\342\231\246"
    "diams;\342\231\246die;\302\250digamma;\317\235disin;\342\213\262div;\303\267divide!\303\267"
    "divideontimes;\342\213\207divonx;\342\213\207djcy;\321\222dlcorn;\342\214\236"
    "dlcrop;\342\214\215dollar;$dopf;\360\235\225\225dot;\313\231doteq;\342\211\220"
    "doteqdot;\342\211\221dotminus;\342\210\270dotplus;\342\210\224dotsquare;\342\212\241"
    "doublebarwedge;\342\214\206downarrow;\342\206\223downdownarrows;\342\207\212"
    "downharpoonleft;\342\207\203downharpoonright;\342\207\202drbkarow;\342\244\220"
    "drcorn;\342\214\237drcrop;\342\214\214dscr;\360\235\222\271dscy;\321\225dsol;\342\247\266"
    "dstrok;\304\221dtdot;\342\213\261dtri;\342\226\277dtrif;\342\226\276duarr;\342\207\265"
    "duhar;\342\245\257dwangle;\342\246\246dzcy;\321\237dzigrarr;\342\237\277eDDot;\342\251\267"
    "eDot;\342\211\221eacute!\303\251easter;\342\251\256ecaron;\304\233ecir;\342\211\226"
    "ecirc!\303\252ecolon;\342\211\225ecy;\321\215edot;\304\227ee;\342\205\207efDot;\342\211\222"
    "efr;\360\235\224\242eg;\342\252\232egrave!\303\250egs;\342\252\226egsdot;\342\252\230"
    "el;\342\252\231elinters;\342\217\247ell;\342\204\223els;\342\252\225elsdot;\342\252\227"
    "emacr;\304\223empty;\342\210\205emptyset;\342\210\205emptyv;\342\210\205emsp;\342\200\203"
    "emsp13;\342\200\204emsp14;\342\200\205eng;\305\213ensp;\342\200\202eogon;\304\231"
    "eopf;\360\235\225\226epar;\342\213\225eparsl;\342\247\243eplus;\342\251\261epsi;\316\265"
    "epsilon;\316\265epsiv;\317\265eqcirc;\342\211\226eqcolon;\342\211\225eqsim;\342\211\202"
    "eqslantgtr;\342\252\226eqslantless;\342\252\225equals;=equest;\342\211\237equiv;\342\211\241"
    "equivDD;\342\251\270eqvparsl;\342\247\245erDot;\342\211\223erarr;\342\245\261escr;\342\204\257"
    "esdot;\342\211\220esim;\342\211\202eta;\316\267eth!\303\260euml!\303\253euro;\342\202\254"
    "excl;!exist;\342\210\203expectation;\342\204\260exponentiale;\342\205\207"
    "fallingdotseq;\342\211\222fcy;\321\204female;\342\231\200ffilig;\357\254\203fflig;\357\254\200"
    "ffllig;\357\254\204ffr;\360\235\224\243filig;\357\254\201fjlig;fjflat;\342\231\255"
    "fllig;\357\254\202fltns;\342\226\261fnof;\306\222fopf;\360\235\225\227forall;\342\210\200"
    "fork;\342\213\224forkv;\342\253\231fpartint;\342\250\215frac12!\302\275frac13;\342\205\223"
    "frac14!\302\274frac15;\342\205\225frac16;\342\205\231frac18;\342\205\233frac23;\342\205\224"
    "frac25;\342\205\226frac34!\302\276frac35;\342\205\227frac38;\342\205\234frac45;\342\205\230"
    "frac56;\342\205\232frac58;\342\205\235frac78;\342\205\236frasl;\342\201\204frown;\342\214\242"
    "fscr;\360\235\222\273gE;\342\211\247gEl;\342\252\214gacute;\307\265gamma;\316\263"
    "gammad;\317\235gap;\342\252\206gbreve;\304\237gcirc;\304\235gcy;\320\263gdot;\304\241"
    "ge;\342\211\245gel;\342\213\233geq;\342\211\245geqq;\342\211\247geqslant;\342\251\276"
    "ges;\342\251\276gescc;\342\252\251gesdot;\342\252\200gesdoto;\342\252\202gesdotol;\342\252\204"
    "gesl;\342\213\233\357\270\200gesles;\342\252\224gfr;\360\235\224\244gg;\342\211\253"
    "ggg;\342\213\231gimel;\342\204\267gjcy;\321\223gl;\342\211\267glE;\342\252\222gla;\342\252\245"
    "glj;\342\252\244gnE;\342\211\251gnap;\342\252\212gnapprox;\342\252\212gne;\342\252\210"
    "gneq;\342\252\210gneqq;\342\211\251gnsim;\342\213\247gopf;\360\235\225\230grave;`"
    "gscr;\342\204\212gsim;\342\211\263gsime;\342\252\216gsiml;\342\252\220gt!>gtcc;\342\252\247"
    "gtcir;\342\251\272gtdot;\342\213\227gtlPar;\342\246\225gtquest;\342\251\274"
    "gtrapprox;\342\252\206gtrarr;\342\245\270gtrdot;\342\213\227gtreqless;\342\213\233"
    "gtreqqless;\342\252\214gtrless;\342\211\267gtrsim;\342\211\263"
    "gvertneqq;\342\211\251\357\270\200gvnE;\342\211\251\357\270\200hArr;\342\207\224"
    "hairsp;\342\200\212half;\302\275hamilt;\342\204\213hardcy;\321\212harr;\342\206\224"
    "harrcir;\342\245\210harrw;\342\206\255hbar;\342\204\217hcirc;\304\245hearts;\342\231\245"
    "heartsuit;\342\231\245hellip;\342\200\246hercon;\342\212\271hfr;\360\235\224\245"
    "hksearow;\342\244\245hkswarow;\342\244\246hoarr;\342\207\277homtht;\342\210\273"
    "hookleftarrow;\342\206\251hookrightarrow;\342\206\252hopf;\360\235\225\231horbar;\342\200\225"
    "hscr;\360\235\222\275hslash;\342\204\217hstrok;\304\247hybull;\342\201\203hyphen;\342\200\220"
    "iacute!\303\255ic;\342\201\243icirc!\303\256icy;\320\270iecy;\320\265iexcl!\302\241"
    "iff;\342\207\224ifr;\360\235\224\246igrave!\303\254ii;\342\205\210iiiint;\342\250\214"
    "iiint;\342\210\255iinfin;\342\247\234iiota;\342\204\251ijlig;\304\263imacr;\304\253"
    "image;\342\204\221imagline;\342\204\220imagpart;\342\204\221imath;\304\261imof;\342\212\267"
    "imped;\306\265in;\342\210\210incare;\342\204\205infin;\342\210\236infintie;\342\247\235"
    "inodot;\304\261int;\342\210\253intcal;\342\212\272integers;\342\204\244intercal;\342\212\272"
    "intlarhk;\342\250\227intprod;\342\250\274iocy;\321\221iogon;\304\257iopf;\360\235\225\232"
    "iota;\316\271iprod;\342\250\274iquest!\302\277iscr;\360\235\222\276isin;\342\210\210"
    "isinE;\342\213\271isindot;\342\213\265isins;\342\213\264isinsv;\342\213\263isinv;\342\210\210"
    "it;\342\201\242itilde;\304\251iukcy;\321\226iuml!\303\257jcirc;\304\265jcy;\320\271"
    "jfr;\360\235\224\247jmath;\310\267jopf;\360\235\225\233jscr;\360\235\222\277jsercy;\321\230"
    "jukcy;\321\224kappa;\316\272kappav;\317\260kcedil;\304\267kcy;\320\272kfr;\360\235\224\250"
    "kgreen;\304\270khcy;\321\205kjcy;\321\234kopf;\360\235\225\234kscr;\360\235\223\200"
    "lAarr;\342\207\232lArr;\342\207\220lAtail;\342\244\233lBarr;\342\244\216lE;\342\211\246"
    "lEg;\342\252\213lHar;\342\245\242lacute;\304\272laemptyv;\342\246\264lagran;\342\204\222"
    "lambda;\316\273lang;\342\237\250langd;\342\246\221langle;\342\237\250lap;\342\252\205"
    "laquo!\302\253larr;\342\206\220larrb;\342\207\244larrbfs;\342\244\237larrfs;\342\244\235"
    "larrhk;\342\206\251larrlp;\342\206\253larrpl;\342\244\271larrsim;\342\245\263"
    "larrtl;\342\206\242lat;\342\252\253latail;\342\244\231late;\342\252\255"
    "lates;\342\252\255\357\270\200lbarr;\342\244\214lbbrk;\342\235\262lbrace;{lbrack;["
    "lbrke;\342\246\213lbrksld;\342\246\217lbrkslu;\342\246\215lcaron;\304\276lcedil;\304\274"
    "lceil;\342\214\210lcub;{lcy;\320\273ldca;\342\244\266ldquo;\342\200\234ldquor;\342\200\236"
    "ldrdhar;\342\245\247ldrushar;\342\245\213ldsh;\342\206\262le;\342\211\244"
    "leftarrow;\342\206\220leftarrowtail;\342\206\242leftharpoondown;\342\206\275"
    "leftharpoonup;\342\206\274leftleftarrows;\342\207\207leftrightarrow;\342\206\224"
    "leftrightarrows;\342\207\206leftrightharpoons;\342\207\213leftrightsquigarrow;\342\206\255"
    "leftthreetimes;\342\213\213leg;\342\213\232leq;\342\211\244leqq;\342\211\246"
    "leqslant;\342\251\275les;\342\251\275lescc;\342\252\250lesdot;\342\251\277lesdoto;\342\252\201"
    "lesdotor;\342\252\203lesg;\342\213\232\357\270\200lesges;\342\252\223lessapprox;\342\252\205"
    "lessdot;\342\213\226lesseqgtr;\342\213\232lesseqqgtr;\342\252\213lessgtr;\342\211\266"
    "lesssim;\342\211\262lfisht;\342\245\274lfloor;\342\214\212lfr;\360\235\224\251lg;\342\211\266"
    "lgE;\342\252\221lhard;\342\206\275lharu;\342\206\274lharul;\342\245\252lhblk;\342\226\204"
    "ljcy;\321\231ll;\342\211\252llarr;\342\207\207llcorner;\342\214\236llhard;\342\245\253"
    "lltri;\342\227\272lmidot;\305\200lmoust;\342\216\260lmoustache;\342\216\260lnE;\342\211\250"
    "lnap;\342\252\211lnapprox;\342\252\211lne;\342\252\207lneq;\342\252\207lneqq;\342\211\250"
    "lnsim;\342\213\246loang;\342\237\254loarr;\342\207\275lobrk;\342\237\246"
    "longleftarrow;\342\237\265longleftrightarrow;\342\237\267longmapsto;\342\237\274"
    "longrightarrow;\342\237\266looparrowleft;\342\206\253looparrowright;\342\206\254"
    "lopar;\342\246\205lopf;\360\235\225\235loplus;\342\250\255lotimes;\342\250\264"
    "lowast;\342\210\227lowbar;_loz;\342\227\212lozenge;\342\227\212lozf;\342\247\253lpar;("
    "lparlt;\342\246\223lrarr;\342\207\206lrcorner;\342\214\237lrhar;\342\207\213"
    "lrhard;\342\245\255lrm;\342\200\216lrtri;\342\212\277lsaquo;\342\200\271lscr;\360\235\223\201"
    "lsh;\342\206\260lsim;\342\211\262lsime;\342\252\215lsimg;\342\252\217lsqb;[lsquo;\342\200\230"
    "lsquor;\342\200\232lstrok;\305\202lt!<ltcc;\342\252\246ltcir;\342\251\271ltdot;\342\213\226"
    "lthree;\342\213\213ltimes;\342\213\211ltlarr;\342\245\266ltquest;\342\251\273"
    "ltrPar;\342\246\226ltri;\342\227\203ltrie;\342\212\264ltrif;\342\227\202lurdshar;\342\245\212"
    "luruhar;\342\245\246lvertneqq;\342\211\250\357\270\200lvnE;\342\211\250\357\270\200"
    "mDDot;\342\210\272macr!\302\257male;\342\231\202malt;\342\234\240maltese;\342\234\240"
    "map;\342\206\246mapsto;\342\206\246mapstodown;\342\206\247mapstoleft;\342\206\244"
    "mapstoup;\342\206\245marker;\342\226\256mcomma;\342\250\251mcy;\320\274mdash;\342\200\224"
    "measuredangle;\342\210\241mfr;\360\235\224\252mho;\342\204\247micro!\302\265mid;\342\210\243"
    "midast;*midcir;\342\253\260middot!\302\267minus;\342\210\222minusb;\342\212\237"
    "minusd;\342\210\270minusdu;\342\250\252mlcp;\342\253\233mldr;\342\200\246mnplus;\342\210\223"
    "models;\342\212\247mopf;\360\235\225\236mp;\342\210\223mscr;\360\235\223\202"
    "mstpos;\342\210\276mu;\316\274multimap;\342\212\270mumap;\342\212\270nGg;\342\213\231\314\270"
    "nGt;\342\211\253\342\203\222nGtv;\342\211\253\314\270nLeftarrow;\342\207\215"
    "nLeftrightarrow;\342\207\216nLl;\342\213\230\314\270nLt;\342\211\252\342\203\222"
    "nLtv;\342\211\252\314\270nRightarrow;\342\207\217nVDash;\342\212\257nVdash;\342\212\256"
    "nabla;\342\210\207nacute;\305\204nang;\342\210\240\342\203\222nap;\342\211\211"
    "napE;\342\251\260\314\270napid;\342\211\213\314\270napos;\305\211napprox;\342\211\211"
    "natur;\342\231\256natural;\342\231\256naturals;\342\204\225nbsp!\302\240"
    "nbump;\342\211\216\314\270nbumpe;\342\211\217\314\270ncap;\342\251\203ncaron;\305\210"
    "ncedil;\305\206ncong;\342\211\207ncongdot;\342\251\255\314\270ncup;\342\251\202ncy;\320\275"
    "ndash;\342\200\223ne;\342\211\240neArr;\342\207\227nearhk;\342\244\244nearr;\342\206\227"
    "nearrow;\342\206\227nedot;\342\211\220\314\270nequiv;\342\211\242nesear;\342\244\250"
    "nesim;\342\211\202\314\270nexist;\342\210\204nexists;\342\210\204nfr;\360\235\224\253"
    "ngE;\342\211\247\314\270nge;\342\211\261ngeq;\342\211\261ngeqq;\342\211\247\314\270"
    "ngeqslant;\342\251\276\314\270nges;\342\251\276\314\270ngsim;\342\211\265ngt;\342\211\257"
    "ngtr;\342\211\257nhArr;\342\207\216nharr;\342\206\256nhpar;\342\253\262ni;\342\210\213"
    "nis;\342\213\274nisd;\342\213\272niv;\342\210\213njcy;\321\232nlArr;\342\207\215"
    "nlE;\342\211\246\314\270nlarr;\342\206\232nldr;\342\200\245nle;\342\211\260"
    "nleftarrow;\342\206\232nleftrightarrow;\342\206\256nleq;\342\211\260nleqq;\342\211\246\314\270"
    "nleqslant;\342\251\275\314\270nles;\342\251\275\314\270nless;\342\211\256nlsim;\342\211\264"
    "nlt;\342\211\256nltri;\342\213\252nltrie;\342\213\254nmid;\342\210\244nopf;\360\235\225\237"
    "not!\302\254notin;\342\210\211notinE;\342\213\271\314\270notindot;\342\213\265\314\270"
    "notinva;\342\210\211notinvb;\342\213\267notinvc;\342\213\266notni;\342\210\214"
    "notniva;\342\210\214notnivb;\342\213\276notnivc;\342\213\275npar;\342\210\246"
    "nparallel;\342\210\246nparsl;\342\253\275\342\203\245npart;\342\210\202\314\270"
    "npolint;\342\250\224npr;\342\212\200nprcue;\342\213\240npre;\342\252\257\314\270"
    "nprec;\342\212\200npreceq;\342\252\257\314\270nrArr;\342\207\217nrarr;\342\206\233"
    "nrarrc;\342\244\263\314\270nrarrw;\342\206\235\314\270nrightarrow;\342\206\233"
    "nrtri;\342\213\253nrtrie;\342\213\255nsc;\342\212\201nsccue;\342\213\241"
    "nsce;\342\252\260\314\270nscr;\360\235\223\203nshortmid;\342\210\244"
    "nshortparallel;\342\210\246nsim;\342\211\201nsime;\342\211\204nsimeq;\342\211\204"
    "nsmid;\342\210\244nspar;\342\210\246nsqsube;\342\213\242nsqsupe;\342\213\243nsub;\342\212\204"
    "nsubE;\342\253\205\314\270nsube;\342\212\210nsubset;\342\212\202\342\203\222"
    "nsubseteq;\342\212\210nsubseteqq;\342\253\205\314\270nsucc;\342\212\201"
    "nsucceq;\342\252\260\314\270nsup;\342\212\205nsupE;\342\253\206\314\270nsupe;\342\212\211"
    "nsupset;\342\212\203\342\203\222nsupseteq;\342\212\211nsupseteqq;\342\253\206\314\270"
    "ntgl;\342\211\271ntilde!\303\261ntlg;\342\211\270ntriangleleft;\342\213\252"
    "ntrianglelefteq;\342\213\254ntriangleright;\342\213\253ntrianglerighteq;\342\213\255"
    "nu;\316\275num;#numero;\342\204\226numsp;\342\200\207nvDash;\342\212\255nvHarr;\342\244\204"
    "nvap;\342\211\215\342\203\222nvdash;\342\212\254nvge;\342\211\245\342\203\222"
    "nvgt;>\342\203\222nvinfin;\342\247\236nvlArr;\342\244\202nvle;\342\211\244\342\203\222"
    "nvlt;<\342\203\222nvltrie;\342\212\264\342\203\222nvrArr;\342\244\203"
    "nvrtrie;\342\212\265\342\203\222nvsim;\342\210\274\342\203\222nwArr;\342\207\226"
    "nwarhk;\342\244\243nwarr;\342\206\226nwarrow;\342\206\226nwnear;\342\244\247oS;\342\223\210"
    "oacute!\303\263oast;\342\212\233ocir;\342\212\232ocirc!\303\264ocy;\320\276odash;\342\212\235"
    "odblac;\305\221odiv;\342\250\270odot;\342\212\231odsold;\342\246\274oelig;\305\223"
    "ofcir;\342\246\277ofr;\360\235\224\254ogon;\313\233ograve!\303\262ogt;\342\247\201"
    "ohbar;\342\246\265ohm;\316\251oint;\342\210\256olarr;\342\206\272olcir;\342\246\276"
    "olcross;\342\246\273oline;\342\200\276olt;\342\247\200omacr;\305\215omega;\317\211"
    "omicron;\316\277omid;\342\246\266ominus;\342\212\226oopf;\360\235\225\240opar;\342\246\267"
    "operp;\342\246\271oplus;\342\212\225or;\342\210\250orarr;\342\206\273ord;\342\251\235"
    "order;\342\204\264orderof;\342\204\264ordf!\302\252ordm!\302\272origof;\342\212\266"
    "oror;\342\251\226orslope;\342\251\227orv;\342\251\233oscr;\342\204\264oslash!\303\270"
    "osol;\342\212\230otilde!\303\265otimes;\342\212\227otimesas;\342\250\266ouml!\303\266"
    "ovbar;\342\214\275par;\342\210\245para!\302\266parallel;\342\210\245parsim;\342\253\263"
    "parsl;\342\253\275part;\342\210\202pcy;\320\277percnt;%period;.permil;\342\200\260"
    "perp;\342\212\245pertenk;\342\200\261pfr;\360\235\224\255phi;\317\206phiv;\317\225"
    "phmmat;\342\204\263phone;\342\230\216pi;\317\200pitchfork;\342\213\224piv;\317\226"
    "planck;\342\204\217planckh;\342\204\216plankv;\342\204\217plus;+plusacir;\342\250\243"
    "plusb;\342\212\236pluscir;\342\250\242plusdo;\342\210\224plusdu;\342\250\245pluse;\342\251\262"
    "plusmn!\302\261plussim;\342\250\246plustwo;\342\250\247pm;\302\261pointint;\342\250\225"
    "popf;\360\235\225\241pound!\302\243pr;\342\211\272prE;\342\252\263prap;\342\252\267"
    "prcue;\342\211\274pre;\342\252\257prec;\342\211\272precapprox;\342\252\267"
    "preccurlyeq;\342\211\274preceq;\342\252\257precnapprox;\342\252\271precneqq;\342\252\265"
    "precnsim;\342\213\250precsim;\342\211\276prime;\342\200\262primes;\342\204\231"
    "prnE;\342\252\265prnap;\342\252\271prnsim;\342\213\250prod;\342\210\217profalar;\342\214\256"
    "profline;\342\214\222profsurf;\342\214\223prop;\342\210\235propto;\342\210\235"
    "prsim;\342\211\276prurel;\342\212\260pscr;\360\235\223\205psi;\317\210puncsp;\342\200\210"
    "qfr;\360\235\224\256qint;\342\250\214qopf;\360\235\225\242qprime;\342\201\227"
    "qscr;\360\235\223\206quaternions;\342\204\215quatint;\342\250\226quest;\077"
    "questeq;\342\211\237quot!\042rAarr;\342\207\233rArr;\342\207\222rAtail;\342\244\234"
    "rBarr;\342\244\217rHar;\342\245\244race;\342\210\275\314\261racute;\305\225radic;\342\210\232"
    "raemptyv;\342\246\263rang;\342\237\251rangd;\342\246\222range;\342\246\245rangle;\342\237\251"
    "raquo!\302\273rarr;\342\206\222rarrap;\342\245\265rarrb;\342\207\245rarrbfs;\342\244\240"
    "rarrc;\342\244\263rarrfs;\342\244\236rarrhk;\342\206\252rarrlp;\342\206\254rarrpl;\342\245\205"
    "rarrsim;\342\245\264rarrtl;\342\206\243rarrw;\342\206\235ratail;\342\244\232ratio;\342\210\266"
    "rationals;\342\204\232rbarr;\342\244\215rbbrk;\342\235\263rbrace;}rbrack;]rbrke;\342\246\214"
    "rbrksld;\342\246\216rbrkslu;\342\246\220rcaron;\305\231rcedil;\305\227rceil;\342\214\211rcub;}"
    "rcy;\321\200rdca;\342\244\267rdldhar;\342\245\251rdquo;\342\200\235rdquor;\342\200\235"
    "rdsh;\342\206\263real;\342\204\234realine;\342\204\233realpart;\342\204\234reals;\342\204\235"
    "rect;\342\226\255reg!\302\256rfisht;\342\245\275rfloor;\342\214\213rfr;\360\235\224\257"
    "rhard;\342\207\201rharu;\342\207\200rharul;\342\245\254rho;\317\201rhov;\317\261"
    "rightarrow;\342\206\222rightarrowtail;\342\206\243rightharpoondown;\342\207\201"
    "rightharpoonup;\342\207\200rightleftarrows;\342\207\204rightleftharpoons;\342\207\214"
    "rightrightarrows;\342\207\211rightsquigarrow;\342\206\235rightthreetimes;\342\213\214"
    "ring;\313\232risingdotseq;\342\211\223rlarr;\342\207\204rlhar;\342\207\214rlm;\342\200\217"
    "rmoust;\342\216\261rmoustache;\342\216\261rnmid;\342\253\256roang;\342\237\255"
    "roarr;\342\207\276robrk;\342\237\247ropar;\342\246\206ropf;\360\235\225\243roplus;\342\250\256"
    "rotimes;\342\250\265rpar;)rpargt;\342\246\224rppolint;\342\250\222rrarr;\342\207\211"
    "rsaquo;\342\200\272rscr;\360\235\223\207rsh;\342\206\261rsqb;]rsquo;\342\200\231"
    "rsquor;\342\200\231rthree;\342\213\214rtimes;\342\213\212rtri;\342\226\271rtrie;\342\212\265"
    "rtrif;\342\226\270rtriltri;\342\247\216ruluhar;\342\245\250rx;\342\204\236sacute;\305\233"
    "sbquo;\342\200\232sc;\342\211\273scE;\342\252\264scap;\342\252\270scaron;\305\241"
    "sccue;\342\211\275sce;\342\252\260scedil;\305\237scirc;\305\235scnE;\342\252\266"
    "scnap;\342\252\272scnsim;\342\213\251scpolint;\342\250\223scsim;\342\211\277scy;\321\201"
    "sdot;\342\213\205sdotb;\342\212\241sdote;\342\251\246seArr;\342\207\230searhk;\342\244\245"
    "searr;\342\206\230searrow;\342\206\230sect!\302\247semi;;seswar;\342\244\251"
    "setminus;\342\210\226setmn;\342\210\226sext;\342\234\266sfr;\360\235\224\260"
    "sfrown;\342\214\242sharp;\342\231\257shchcy;\321\211shcy;\321\210shortmid;\342\210\243"
    "shortparallel;\342\210\245shy!\302\255sigma;\317\203sigmaf;\317\202sigmav;\317\202"
    "sim;\342\210\274simdot;\342\251\252sime;\342\211\203simeq;\342\211\203simg;\342\252\236"
    "simgE;\342\252\240siml;\342\252\235simlE;\342\252\237simne;\342\211\206simplus;\342\250\244"
    "simrarr;\342\245\262slarr;\342\206\220smallsetminus;\342\210\226smashp;\342\250\263"
    "smeparsl;\342\247\244smid;\342\210\243smile;\342\214\243smt;\342\252\252smte;\342\252\254"
    "smtes;\342\252\254\357\270\200softcy;\321\214sol;/solb;\342\247\204solbar;\342\214\277"
    "sopf;\360\235\225\244spades;\342\231\240spadesuit;\342\231\240spar;\342\210\245"
    "sqcap;\342\212\223sqcaps;\342\212\223\357\270\200sqcup;\342\212\224"
    "sqcups;\342\212\224\357\270\200sqsub;\342\212\217sqsube;\342\212\221sqsubset;\342\212\217"
    "sqsubseteq;\342\212\221sqsup;\342\212\220sqsupe;\342\212\222sqsupset;\342\212\220"
    "sqsupseteq;\342\212\222squ;\342\226\241square;\342\226\241squarf;\342\226\252squf;\342\226\252"
    "srarr;\342\206\222sscr;\360\235\223\210ssetmn;\342\210\226ssmile;\342\214\243"
    "sstarf;\342\213\206star;\342\230\206starf;\342\230\205straightepsilon;\317\265"
    "straightphi;\317\225strns;\302\257sub;\342\212\202subE;\342\253\205subdot;\342\252\275"
    "sube;\342\212\206subedot;\342\253\203submult;\342\253\201subnE;\342\253\213subne;\342\212\212"
    "subplus;\342\252\277subrarr;\342\245\271subset;\342\212\202subseteq;\342\212\206"
    "subseteqq;\342\253\205subsetneq;\342\212\212subsetneqq;\342\253\213subsim;\342\253\207"
    "subsub;\342\253\225subsup;\342\253\223succ;\342\211\273succapprox;\342\252\270"
    "succcurlyeq;\342\211\275succeq;\342\252\260succnapprox;\342\252\272succneqq;\342\252\266"
    "succnsim;\342\213\251succsim;\342\211\277sum;\342\210\221sung;\342\231\252sup;\342\212\203"
    "sup1!\302\271sup2!\302\262sup3!\302\263supE;\342\253\206supdot;\342\252\276"
    "supdsub;\342\253\230supe;\342\212\207supedot;\342\253\204suphsol;\342\237\211"
    "suphsub;\342\253\227suplarr;\342\245\273supmult;\342\253\202supnE;\342\253\214"
    "supne;\342\212\213supplus;\342\253\200supset;\342\212\203supseteq;\342\212\207"
    "supseteqq;\342\253\206supsetneq;\342\212\213supsetneqq;\342\253\214supsim;\342\253\210"
    "supsub;\342\253\224supsup;\342\253\226swArr;\342\207\231swarhk;\342\244\246swarr;\342\206\231"
    "swarrow;\342\206\231swnwar;\342\244\252szlig!\303\237target;\342\214\226tau;\317\204"
    "tbrk;\342\216\264tcaron;\305\245tcedil;\305\243tcy;\321\202tdot;\342\203\233"
    "telrec;\342\214\225tfr;\360\235\224\261there4;\342\210\264therefore;\342\210\264theta;\316\270"
    "thetasym;\317\221thetav;\317\221thickapprox;\342\211\210thicksim;\342\210\274"
    "thinsp;\342\200\211thkap;\342\211\210thksim;\342\210\274thorn!\303\276tilde;\313\234"
    "times!\303\227timesb;\342\212\240timesbar;\342\250\261timesd;\342\250\260tint;\342\210\255"
    "toea;\342\244\250top;\342\212\244topbot;\342\214\266topcir;\342\253\261topf;\360\235\225\245"
    "topfork;\342\253\232tosa;\342\244\251tprime;\342\200\264trade;\342\204\242"
    "triangle;\342\226\265triangledown;\342\226\277triangleleft;\342\227\203"
    "trianglelefteq;\342\212\264triangleq;\342\211\234triangleright;\342\226\271"
    "trianglerighteq;\342\212\265tridot;\342\227\254trie;\342\211\234triminus;\342\250\272"
    "triplus;\342\250\271trisb;\342\247\215tritime;\342\250\273trpezium;\342\217\242"
    "tscr;\360\235\223\211tscy;\321\206tshcy;\321\233tstrok;\305\247twixt;\342\211\254"
    "twoheadleftarrow;\342\206\236twoheadrightarrow;\342\206\240uArr;\342\207\221uHar;\342\245\243"
    "uacute!\303\272uarr;\342\206\221ubrcy;\321\236ubreve;\305\255ucirc!\303\273ucy;\321\203"
    "udarr;\342\207\205udblac;\305\261udhar;\342\245\256ufisht;\342\245\276ufr;\360\235\224\262"
    "ugrave!\303\271uharl;\342\206\277uharr;\342\206\276uhblk;\342\226\200ulcorn;\342\214\234"
    "ulcorner;\342\214\234ulcrop;\342\214\217ultri;\342\227\270umacr;\305\253uml!\302\250"
    "uogon;\305\263uopf;\360\235\225\246uparrow;\342\206\221updownarrow;\342\206\225"
    "upharpoonleft;\342\206\277upharpoonright;\342\206\276uplus;\342\212\216upsi;\317\205"
    "upsih;\317\222upsilon;\317\205upuparrows;\342\207\210urcorn;\342\214\235urcorner;\342\214\235"
    "urcrop;\342\214\216uring;\305\257urtri;\342\227\271uscr;\360\235\223\212utdot;\342\213\260"
    "utilde;\305\251utri;\342\226\265utrif;\342\226\264uuarr;\342\207\210uuml!\303\274"
    "uwangle;\342\246\247vArr;\342\207\225vBar;\342\253\250vBarv;\342\253\251vDash;\342\212\250"
    "vangrt;\342\246\234varepsilon;\317\265varkappa;\317\260varnothing;\342\210\205varphi;\317\225"
    "varpi;\317\226varpropto;\342\210\235varr;\342\206\225varrho;\317\261varsigma;\317\202"
    "varsubsetneq;\342\212\212\357\270\200varsubsetneqq;\342\253\213\357\270\200"
    "varsupsetneq;\342\212\213\357\270\200varsupsetneqq;\342\253\214\357\270\200vartheta;\317\221"
    "vartriangleleft;\342\212\262vartriangleright;\342\212\263vcy;\320\262vdash;\342\212\242"
    "vee;\342\210\250veebar;\342\212\273veeeq;\342\211\232vellip;\342\213\256verbar;|vert;|"
    "vfr;\360\235\224\263vltri;\342\212\262vnsub;\342\212\202\342\203\222"
    "vnsup;\342\212\203\342\203\222vopf;\360\235\225\247vprop;\342\210\235vrtri;\342\212\263"
    "vscr;\360\235\223\213vsubnE;\342\253\213\357\270\200vsubne;\342\212\212\357\270\200"
    "vsupnE;\342\253\214\357\270\200vsupne;\342\212\213\357\270\200vzigzag;\342\246\232"
    "wcirc;\305\265wedbar;\342\251\237wedge;\342\210\247wedgeq;\342\211\231weierp;\342\204\230"
    "wfr;\360\235\224\264wopf;\360\235\225\250wp;\342\204\230wr;\342\211\200wreath;\342\211\200"
    "wscr;\360\235\223\214xcap;\342\213\202xcirc;\342\227\257xcup;\342\213\203xdtri;\342\226\275"
    "xfr;\360\235\224\265xhArr;\342\237\272xharr;\342\237\267xi;\316\276xlArr;\342\237\270"
    "xlarr;\342\237\265xmap;\342\237\274xnis;\342\213\273xodot;\342\250\200xopf;\360\235\225\251"
    "xoplus;\342\250\201xotime;\342\250\202xrArr;\342\237\271xrarr;\342\237\266"
    "xscr;\360\235\223\215xsqcup;\342\250\206xuplus;\342\250\204xutri;\342\226\263xvee;\342\213\201"
    "xwedge;\342\213\200yacute!\303\275yacy;\321\217ycirc;\305\267ycy;\321\213yen!\302\245"
    "yfr;\360\235\224\266yicy;\321\227yopf;\360\235\225\252yscr;\360\235\223\216yucy;\321\216"
    "yuml!\303\277zacute;\305\272zcaron;\305\276zcy;\320\267zdot;\305\274zeetrf;\342\204\250"
    "zeta;\316\266zfr;\360\235\224\267zhcy;\320\266zigrarr;\342\207\235zopf;\360\235\225\253"
    "zscr;\360\235\223\217zwj;\342\200\215zwnj;\342\200\214";

/* Where each begins, and the end of the last. */
const uint16_t ca_vtt_entity_starts[CA_VTT_ENTITY_COUNT + 1] = {
    0, 8, 13, 22, 31, 39, 45, 53, 62, 70, 78, 85, 93, 102, 119, 127, 136, 146, 155, 162, 175, 183,
    193, 199, 210, 224, 231, 239, 248, 256, 264, 274, 281, 288, 297, 304, 328, 339, 348, 357, 365,
    376, 383, 393, 405, 412, 418, 431, 446, 460, 475, 503, 528, 547, 556, 566, 579, 589, 608, 616,
    629, 664, 673, 682, 689, 699, 705, 717, 724, 731, 738, 748, 756, 765, 774, 780, 787, 795, 803,
    822, 839, 864, 882, 901, 912, 929, 938, 944, 954, 966, 991, 1003, 1022, 1041, 1065, 1082, 1105,
    1133, 1157, 1177, 1195, 1212, 1233, 1254, 1267, 1283, 1303, 1315, 1338, 1359, 1377, 1398, 1420,
    1439, 1461, 1472, 1488, 1501, 1510, 1519, 1525, 1531, 1540, 1549, 1557, 1563, 1570, 1578, 1587,
    1598, 1606, 1626, 1650, 1658, 1667, 1677, 1686, 1700, 1715, 1723, 1731, 1737, 1744, 1754, 1770,
    1776, 1784, 1805, 1830, 1839, 1849, 1863, 1871, 1878, 1882, 1890, 1899, 1908, 1917, 1925, 1931,
    1938, 1946, 1952, 1961, 1977, 1997, 2017, 2035, 2050, 2071, 2087, 2096, 2102, 2111, 2119, 2124,
    2132, 2139, 2155, 2163, 2181, 2189, 2198, 2214, 2227, 2234, 2242, 2249, 2258, 2266, 2272, 2279,
    2286, 2295, 2301, 2309, 2323, 2334, 2341, 2353, 2369, 2387, 2405, 2413, 2422, 2429, 2437, 2446,
    2454, 2461, 2469, 2475, 2483, 2492, 2501, 2510, 2518, 2525, 2532, 2540, 2549, 2555, 2563, 2572,
    2581, 2588, 2592, 2601, 2610, 2618, 2632, 2640, 2649, 2658, 2664, 2684, 2697, 2713, 2736, 2751,
    2772, 2793, 2811, 2832, 2845, 2863, 2882, 2893, 2909, 2926, 2942, 2961, 2982, 3002, 3021, 3037,
    3056, 3070, 3087, 3100, 3118, 3138, 3155, 3170, 3182, 3200, 3213, 3221, 3227, 3241, 3250, 3267,
    3289, 3307, 3324, 3346, 3364, 3373, 3391, 3410, 3418, 3425, 3434, 3440, 3447, 3453, 3468, 3481,
    3489, 3502, 3511, 3519, 3524, 3531, 3540, 3549, 3558, 3564, 3587, 3609, 3630, 3655, 3679, 3697,
    3706, 3714, 3725, 3744, 3752, 3759, 3775, 3788, 3812, 3826, 3838, 3857, 3870, 3884, 3903, 3928,
    3951, 3969, 3995, 4014, 4035, 4053, 4072, 4096, 4120, 4131, 4147, 4165, 4182, 4205, 4221, 4250,
    4273, 4288, 4310, 4335, 4356, 4376, 4401, 4426, 4447, 4471, 4494, 4520, 4536, 4554, 4569, 4591,
    4616, 4638, 4656, 4676, 4688, 4705, 4726, 4743, 4761, 4770, 4779, 4784, 4792, 4801, 4809, 4815,
    4824, 4832, 4841, 4849, 4857, 4867, 4876, 4900, 4918, 4924, 4933, 4942, 4951, 4961, 4968, 4979,
    4992, 5007, 5026, 5038, 5044, 5052, 5058, 5063, 5075, 5092, 5100, 5106, 5118, 5135, 5157, 5174,
    5183, 5194, 5208, 5224, 5233, 5239, 5245, 5253, 5261, 5270, 5279, 5285, 5294, 5302, 5310, 5320,
    5329, 5338, 5344, 5350, 5368, 5390, 5414, 5421, 5427, 5448, 5462, 5479, 5502, 5518, 5540, 5562,
    5581, 5603, 5617, 5629, 5646, 5664, 5681, 5701, 5723, 5744, 5764, 5781, 5801, 5816, 5834, 5848,
    5856, 5872, 5887, 5895, 5902, 5917, 5926, 5933, 5942, 5951, 5957, 5966, 5975, 5983, 5989, 5997,
    6015, 6033, 6052, 6068, 6076, 6091, 6100, 6108, 6118, 6140, 6156, 6177, 6195, 6218, 6233, 6242,
    6250, 6257, 6267, 6282, 6294, 6311, 6333, 6350, 6362, 6369, 6376, 6388, 6405, 6415, 6423, 6432,
    6440, 6447, 6452, 6458, 6467, 6476, 6482, 6490, 6503, 6511, 6528, 6541, 6550, 6564, 6582, 6596,
    6605, 6618, 6627, 6636, 6645, 6653, 6665, 6673, 6682, 6690, 6696, 6705, 6713, 6722, 6730, 6740,
    6754, 6770, 6790, 6799, 6812, 6820, 6829, 6840, 6854, 6874, 6889, 6906, 6915, 6929, 6940, 6955,
    6973, 6992, 6999, 7009, 7017, 7026, 7035, 7042, 7051, 7059, 7065, 7074, 7084, 7091, 7101, 7109,
    7124, 7138, 7159, 7176, 7193, 7201, 7210, 7219, 7229, 7237, 7246, 7254, 7263, 7272, 7280, 7285,
    7294, 7303, 7310, 7317, 7324, 7333, 7341, 7347, 7355, 7364, 7373, 7380, 7387, 7396, 7405, 7411,
    7418, 7436, 7443, 7450, 7458, 7467, 7476, 7485, 7491, 7500, 7507, 7515, 7523, 7529, 7537, 7543,
    7551, 7560, 7571, 7580, 7588, 7596, 7605, 7610, 7617, 7627, 7635, 7647, 7655, 7662, 7670, 7679,
    7689, 7701, 7713, 7725, 7737, 7749, 7761, 7773, 7785, 7794, 7805, 7817, 7827, 7835, 7846, 7854,
    7863, 7869, 7876, 7886, 7893, 7901, 7907, 7917, 7929, 7937, 7946, 7951, 7960, 7971, 7980, 7987,
    7999, 8008, 8016, 8028, 8042, 8055, 8066, 8079, 8089, 8099, 8111, 8119, 8131, 8140, 8146, 8155,
    8165, 8176, 8187, 8195, 8205, 8212, 8220, 8231, 8239, 8249, 8260, 8270, 8281, 8293, 8306, 8318,
    8329, 8348, 8365, 8377, 8387, 8399, 8409, 8425, 8440, 8457, 8478, 8499, 8521, 8530, 8539, 8548,
    8557, 8566, 8574, 8588, 8596, 8605, 8612, 8622, 8632, 8641, 8650, 8659, 8668, 8676, 8685, 8694,
    8703, 8712, 8721, 8730, 8739, 8748, 8756, 8765, 8774, 8783, 8792, 8801, 8810, 8820, 8829, 8838,
    8847, 8856, 8864, 8873, 8882, 8891, 8900, 8912, 8923, 8935, 8944, 8953, 8962, 8971, 8979, 8988,
    8997, 9006, 9015, 9024, 9033, 9043, 9051, 9060, 9069, 9078, 9086, 9095, 9101, 9110, 9122, 9130,
    9140, 9148, 9157, 9166, 9176, 9185, 9192, 9202, 9214, 9224, 9234, 9244, 9255, 9264, 9272, 9281,
    9290, 9299, 9307, 9316, 9327, 9334, 9342, 9353, 9360, 9372, 9380, 9387, 9396, 9409, 9415, 9422,
    9430, 9437, 9447, 9466, 9486, 9497, 9509, 9523, 9538, 9553, 9561, 9573, 9583, 9594, 9603, 9615,
    9622, 9632, 9643, 9650, 9658, 9666, 9676, 9690, 9703, 9711, 9722, 9732, 9741, 9751, 9758, 9768,
    9777, 9786, 9795, 9803, 9812, 9820, 9829, 9838, 9849, 9860, 9869, 9878, 9888, 9899, 9906, 9918,
    9928, 9938, 9948, 9957, 9968, 9978, 9989, 10004, 10019, 10031, 10045, 10054, 10072, 10091,
    10100, 10109, 10121, 10130, 10140, 10148, 10156, 10166, 10176, 10184, 10192, 10201, 10212,
    10220, 10229, 10235, 10241, 10252, 10261, 10272, 10278, 10286, 10297, 10307, 10315, 10324,
    10333, 10341, 10352, 10367, 10376, 10382, 10392, 10401, 10407, 10416, 10433, 10443, 10450,
    10460, 10470, 10478, 10487, 10493, 10502, 10514, 10526, 10537, 10550, 10568, 10581, 10599,
    10618, 10638, 10650, 10660, 10670, 10679, 10686, 10694, 10703, 10712, 10720, 10729, 10738,
    10747, 10758, 10765, 10777, 10786, 10794, 10803, 10813, 10822, 10830, 10838, 10848, 10854,
    10861, 10867, 10876, 10884, 10890, 10899, 10906, 10916, 10922, 10934, 10941, 10948, 10958,
    10966, 10975, 10987, 10997, 11005, 11015, 11025, 11031, 11039, 11047, 11056, 11064, 11074,
    11083, 11090, 11100, 11108, 11118, 11129, 11138, 11152, 11167, 11175, 11185, 11194, 11205,
    11217, 11226, 11235, 11243, 11252, 11260, 11266, 11272, 11279, 11287, 11293, 11302, 11317,
    11333, 11350, 11356, 11366, 11376, 11385, 11395, 11403, 11412, 11420, 11428, 11437, 11446,
    11453, 11462, 11472, 11480, 11489, 11501, 11510, 11520, 11529, 11539, 11549, 11559, 11569,
    11579, 11588, 11598, 11608, 11618, 11628, 11638, 11648, 11657, 11666, 11675, 11681, 11688,
    11697, 11705, 11714, 11721, 11730, 11738, 11744, 11751, 11757, 11764, 11771, 11779, 11791,
    11798, 11807, 11817, 11828, 11840, 11851, 11861, 11869, 11875, 11882, 11891, 11898, 11904,
    11911, 11918, 11925, 11932, 11940, 11952, 11959, 11967, 11976, 11985, 11994, 12001, 12009,
    12017, 12026, 12035, 12039, 12047, 12056, 12065, 12075, 12086, 12099, 12109, 12119, 12132,
    12146, 12157, 12167, 12183, 12194, 12202, 12212, 12219, 12229, 12238, 12246, 12257, 12266,
    12274, 12282, 12292, 12305, 12315, 12325, 12333, 12345, 12357, 12366, 12376, 12393, 12411,
    12420, 12430, 12439, 12449, 12458, 12468, 12478, 12487, 12493, 12501, 12507, 12514, 12522,
    12529, 12537, 12546, 12552, 12562, 12571, 12581, 12590, 12598, 12606, 12615, 12627, 12639,
    12647, 12655, 12663, 12669, 12679, 12688, 12700, 12709, 12716, 12726, 12738, 12750, 12762,
    12773, 12780, 12788, 12797, 12804, 12813, 12822, 12831, 12839, 12848, 12859, 12868, 12878,
    12887, 12893, 12902, 12910, 12917, 12925, 12931, 12939, 12947, 12956, 12965, 12974, 12982,
    12990, 12999, 13008, 13014, 13022, 13031, 13038, 13045, 13054, 13063, 13072, 13080, 13090,
    13099, 13105, 13112, 13120, 13129, 13141, 13151, 13160, 13168, 13177, 13187, 13194, 13202,
    13210, 13219, 13230, 13240, 13250, 13260, 13270, 13281, 13291, 13298, 13308, 13316, 13328,
    13337, 13346, 13354, 13362, 13371, 13382, 13393, 13402, 13411, 13420, 13426, 13432, 13440,
    13449, 13459, 13470, 13482, 13490, 13496, 13509, 13526, 13545, 13562, 13580, 13598, 13617,
    13638, 13661, 13679, 13686, 13693, 13701, 13713, 13720, 13729, 13739, 13750, 13762, 13773,
    13783, 13797, 13808, 13821, 13835, 13846, 13857, 13867, 13877, 13885, 13891, 13898, 13907,
    13916, 13926, 13935, 13942, 13948, 13957, 13969, 13979, 13988, 13997, 14007, 14021, 14028,
    14036, 14048, 14055, 14063, 14072, 14081, 14090, 14099, 14108, 14125, 14147, 14161, 14179,
    14196, 14214, 14223, 14232, 14242, 14253, 14263, 14271, 14278, 14289, 14297, 14303, 14313,
    14322, 14334, 14343, 14353, 14360, 14369, 14379, 14388, 14395, 14403, 14412, 14421, 14427,
    14436, 14446, 14455, 14459, 14467, 14476, 14485, 14495, 14505, 14515, 14526, 14536, 14544,
    14553, 14562, 14574, 14585, 14601, 14612, 14621, 14628, 14636, 14644, 14655, 14662, 14672,
    14686, 14700, 14712, 14722, 14732, 14738, 14747, 14764, 14772, 14779, 14787, 14794, 14802,
    14812, 14821, 14830, 14840, 14850, 14861, 14869, 14877, 14887, 14897, 14906, 14912, 14921,
    14931, 14936, 14948, 14957, 14966, 14976, 14986, 15000, 15019, 15028, 15038, 15048, 15063,
    15073, 15083, 15092, 15101, 15112, 15119, 15129, 15140, 15148, 15159, 15168, 15179, 15191,
    15198, 15209, 15221, 15229, 15238, 15247, 15256, 15270, 15278, 15284, 15293, 15299, 15308,
    15318, 15327, 15338, 15349, 15359, 15369, 15380, 15390, 15401, 15409, 15418, 15425, 15433,
    15444, 15459, 15469, 15478, 15485, 15493, 15502, 15511, 15520, 15526, 15533, 15541, 15548,
    15555, 15564, 15573, 15582, 15590, 15597, 15611, 15630, 15638, 15649, 15664, 15674, 15683,
    15692, 15699, 15708, 15718, 15726, 15735, 15741, 15750, 15762, 15776, 15787, 15798, 15809,
    15818, 15829, 15840, 15851, 15859, 15872, 15885, 15896, 15907, 15914, 15924, 15934, 15943,
    15956, 15965, 15974, 15986, 15998, 16013, 16022, 16032, 16039, 16049, 16059, 16068, 16081,
    16099, 16107, 16116, 16126, 16135, 16144, 16155, 16166, 16174, 16185, 16194, 16208, 16221,
    16237, 16246, 16259, 16267, 16278, 16287, 16301, 16314, 16330, 16338, 16347, 16355, 16372,
    16391, 16409, 16429, 16434, 16439, 16449, 16458, 16468, 16478, 16489, 16499, 16510, 16519,
    16530, 16540, 16551, 16560, 16574, 16584, 16598, 16610, 16619, 16629, 16638, 16649, 16659,
    16665, 16674, 16682, 16690, 16698, 16704, 16713, 16722, 16730, 16738, 16748, 16756, 16765,
    16773, 16780, 16789, 16796, 16805, 16811, 16819, 16828, 16837, 16848, 16857, 16864, 16872,
    16880, 16890, 16898, 16908, 16917, 16925, 16934, 16943, 16949, 16958, 16965, 16974, 16985,
    16992, 16999, 17009, 17017, 17028, 17035, 17043, 17052, 17060, 17069, 17079, 17091, 17098,
    17107, 17114, 17121, 17133, 17143, 17152, 17160, 17166, 17174, 17182, 17192, 17200, 17211,
    17219, 17225, 17232, 17242, 17251, 17256, 17269, 17275, 17285, 17296, 17306, 17312, 17324,
    17333, 17344, 17354, 17364, 17373, 17382, 17393, 17404, 17409, 17421, 17430, 17438, 17444,
    17451, 17459, 17468, 17475, 17483, 17497, 17512, 17522, 17537, 17549, 17561, 17572, 17581,
    17591, 17599, 17608, 17618, 17626, 17638, 17650, 17662, 17670, 17680, 17689, 17699, 17708,
    17714, 17724, 17732, 17740, 17749, 17759, 17768, 17783, 17794, 17801, 17812, 17818, 17827,
    17835, 17845, 17854, 17862, 17872, 17881, 17890, 17902, 17910, 17919, 17928, 17938, 17946,
    17954, 17964, 17973, 17984, 17993, 18003, 18013, 18023, 18033, 18044, 18054, 18063, 18073,
    18082, 18095, 18104, 18113, 18121, 18129, 18138, 18149, 18160, 18169, 18178, 18187, 18193,
    18199, 18207, 18218, 18227, 18237, 18245, 18253, 18264, 18276, 18285, 18293, 18299, 18309,
    18319, 18327, 18336, 18345, 18355, 18361, 18368, 18382, 18400, 18420, 18438, 18457, 18478,
    18498, 18517, 18536, 18543, 18559, 18568, 18577, 18584, 18594, 18608, 18617, 18626, 18635,
    18644, 18653, 18662, 18672, 18683, 18689, 18699, 18711, 18720, 18730, 18739, 18746, 18752,
    18761, 18771, 18781, 18791, 18799, 18808, 18817, 18829, 18840, 18846, 18855, 18864, 18870,
    18877, 18885, 18894, 18903, 18910, 18919, 18927, 18935, 18944, 18954, 18966, 18975, 18981,
    18989, 18998, 19007, 19016, 19026, 19035, 19046, 19053, 19059, 19069, 19081, 19090, 19098,
    19106, 19116, 19125, 19134, 19141, 19153, 19170, 19176, 19184, 19193, 19202, 19209, 19219,
    19227, 19236, 19244, 19253, 19261, 19270, 19279, 19290, 19301, 19310, 19327, 19337, 19349,
    19357, 19366, 19373, 19381, 19393, 19402, 19407, 19415, 19425, 19434, 19444, 19457, 19465,
    19474, 19487, 19496, 19509, 19518, 19528, 19540, 19554, 19563, 19573, 19585, 19599, 19606,
    19616, 19626, 19634, 19643, 19652, 19662, 19672, 19682, 19690, 19699, 19717, 19731, 19739,
    19746, 19754, 19764, 19772, 19783, 19794, 19803, 19812, 19823, 19834, 19844, 19856, 19869,
    19882, 19896, 19906, 19916, 19926, 19934, 19948, 19963, 19973, 19988, 20000, 20012, 20023,
    20030, 20038, 20045, 20052, 20059, 20066, 20074, 20084, 20095, 20103, 20114, 20125, 20136,
    20147, 20158, 20167, 20176, 20187, 20197, 20209, 20222, 20235, 20249, 20259, 20269, 20279,
    20288, 20298, 20307, 20318, 20328, 20336, 20346, 20352, 20360, 20369, 20378, 20384, 20392,
    20402, 20410, 20420, 20433, 20441, 20452, 20461, 20476, 20488, 20498, 20507, 20517, 20525,
    20533, 20541, 20551, 20563, 20573, 20581, 20589, 20596, 20606, 20616, 20625, 20636, 20644,
    20654, 20663, 20675, 20691, 20707, 20725, 20738, 20755, 20774, 20784, 20792, 20804, 20815,
    20824, 20835, 20847, 20856, 20863, 20871, 20880, 20889, 20909, 20930, 20938, 20946, 20955,
    20963, 20971, 20980, 20988, 20994, 21003, 21012, 21021, 21031, 21039, 21048, 21057, 21066,
    21075, 21085, 21097, 21107, 21116, 21124, 21130, 21138, 21147, 21158, 21173, 21190, 21208,
    21217, 21224, 21232, 21242, 21256, 21266, 21278, 21288, 21296, 21305, 21314, 21323, 21332,
    21340, 21349, 21358, 21365, 21376, 21384, 21392, 21401, 21410, 21420, 21433, 21444, 21458,
    21467, 21475, 21488, 21496, 21505, 21516, 21535, 21555, 21574, 21594, 21605, 21624, 21644,
    21650, 21659, 21666, 21676, 21685, 21695, 21703, 21709, 21717, 21726, 21738, 21750, 21759,
    21768, 21777, 21786, 21799, 21812, 21825, 21838, 21849, 21857, 21867, 21876, 21886, 21896,
    21904, 21913, 21919, 21925, 21935, 21944, 21952, 21961, 21969, 21978, 21986, 21995, 22004,
    22009, 22018, 22027, 22035, 22043, 22052, 22061, 22071, 22081, 22090, 22099, 22108, 22118,
    22128, 22137, 22145, 22155, 22164, 22171, 22179, 22185, 22191, 22199, 22206, 22215, 22224,
    22231, 22238, 22247, 22256, 22262, 22269, 22279, 22286, 22294, 22301, 22312, 22321, 22330,
    22337, 22345,
};
/* clang-format on */
