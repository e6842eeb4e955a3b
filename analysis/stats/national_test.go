package stats

import "slices"

// The series that the project reports on, of data/releases/offences-2026-04-23.csv, by quarters from
// April 2012 to December 2025: of the widened code, its two controls and one beside them. Wanted
// values of the tests that use them are from the R calls beside these, with
// q <- factor(quarter), t <- 0:54/4 and o <- log(exposures).
var (
	nationalQuarters = []float64{
		110, 90, 73, 97, 113, 129, 106, 111, 134, 147, 204, 192, 220, 191,
		262, 289, 278, 262, 293, 323, 972, 942, 1274, 1436, 1438, 1329, 1407, 1705,
		1631, 1377, 1528, 1793, 1448, 1634, 1594, 1718, 1894, 1557, 1553, 1899, 1616, 1579,
		1569, 1909, 1774, 1776, 1784, 1906, 1823, 1726, 1765, 1826, 1919, 1900, 1915,
	}
	// All others, and all others that are sexual.
	otherQuarters = []float64{
		903464, 908187, 897107, 844040, 879544, 904752, 876824, 844966, 881253, 905782,
		909738, 877102, 964395, 974312, 992877, 966110, 1023408, 1080174, 1104029, 1112939,
		1212654, 1244814, 1242949, 1185370, 1306971, 1341448, 1321265, 1290602, 1333932, 1366782,
		1326378, 1271625, 1060527, 1293034, 1171402, 1084588, 1297736, 1356700, 1354283, 1311199,
		1418691, 1431593, 1357277, 1364299, 1404841, 1382407, 1324878, 1283498, 1368571, 1373463,
		1311063, 1247236, 1345574, 1355503, 1285542,
	}
	sexualQuarters = []float64{
		12574, 12988, 14050, 13617, 14813, 16643, 15321, 16996, 18530, 22048, 22484, 24837,
		25756, 26029, 26416, 28170, 29095, 29358, 30463, 32989, 37013, 36746, 37377, 37083,
		40092, 40571, 38522, 39330, 40502, 39425, 37898, 39182, 30257, 39091, 35946, 36039,
		45774, 45453, 48254, 46708, 48890, 47546, 44690, 46974, 46596, 45435, 44090, 45302,
		51568, 50182, 50296, 49875, 53235, 53438, 51072,
	}
	exploitationQuarters = []float64{
		30, 51, 35, 60, 71, 76, 56, 86, 71, 74, 91, 132, 117, 136,
		196, 125, 134, 140, 156, 201, 240, 263, 204, 349, 232, 261, 214, 242,
		206, 261, 261, 262, 220, 258, 300, 251, 348, 269, 244, 271, 335, 301,
		268, 259, 231, 243, 266, 248, 270, 228, 219, 247, 253, 271, 299,
	}
	nationalExposures = func() []float64 {
		var exposures []float64
		for year := 2012; year <= 2025; year++ {
			days := []float64{91, 92, 92, 90}
			if (year+1)%4 == 0 {
				days[3]++
			}
			for _, n := range days {
				exposures = append(exposures, n/(275+days[3]))
			}
		}
		return exposures[:len(nationalQuarters)]
	}()
)

// The quarter of the change, the first after the start-up year, and the year of the change.
const (
	nationalChange  = 20
	nationalSettled = 24
)

var changeYear = slices.Clone(nationalExposures[nationalChange:nationalSettled])
